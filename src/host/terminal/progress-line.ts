import { writeSync } from 'node:fs';
import { isatty, WriteStream } from 'node:tty';
import { isCutOff } from '../process/cut-off.ts';
import { tidyAtEnd } from '../process/end-process.ts';
import { readProcess } from '../process/process-info.ts';
import { isInBackground } from './terminal.ts';

/** Whether standard error is a terminal on which a line can be erased, and ours to write to. */
export async function mayShow(): Promise<boolean> {
  if (!isatty(2) || process.env['TERM'] === 'dumb' || isCutOff()) return false;
  return !isInBackground(await readProcess(process.pid));
}

/** Returns a function that erases the line; the end of this process erases it as well. */
export function showLine(text: string): () => void {
  write(text.slice(0, columns() - 1));
  const erase = () => {
    callOff();
    if (!isCutOff()) write('\r\u001b[K');
  };
  const callOff = tidyAtEnd(erase);
  return erase;
}

/** A line that is wrapped could not be taken away. */
function columns(): number {
  const stream = new WriteStream(2);
  stream.on('error', () => undefined);
  const { columns: width } = stream;
  stream.destroy();
  return width || 80;
}

/** A terminal that is full or gone takes no line. */
function write(text: string): void {
  try {
    writeSync(2, text);
  } catch {
    // There is nobody to tell.
  }
}
