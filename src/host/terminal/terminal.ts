import { closeSync, constants, openSync } from 'node:fs';
import { isatty, WriteStream } from 'node:tty';
import { isCutOff } from '../process/cut-off.ts';
import { type ProcessInfo, readProcess } from '../process/process-info.ts';
import { openConsoleInput, openUnixInput, type TerminalInput } from './input.ts';

/** The controlling terminal, or why nobody can be asked on it. */
export type TerminalResult = { readonly terminal: Terminal } | { readonly unavailable: string };

/**
 * The controlling terminal, apart from stdin, stdout and stderr. A visible answer is read in whatever mode it is in, so
 * that nothing has to be restored however the process ends. Its mode changes only for hidden answers, and for the
 * moment that `discardUnfinishedLine` takes: docs/decisions/0006-the-terminal-keeps-its-mode.md
 */
export interface Terminal extends TerminalInput {
  /** For people: `/dev/pts/3`. */
  readonly name: string;
  /** How wide it is now. */
  columns(): number;
  /** Writes, unless the caller has gone: then the terminal is somebody else's. */
  write(text: string): void;
}

/**
 * Opens the controlling terminal, whatever stdin, stdout and stderr are, or says why nobody can be asked on it.
 * Never waits and never stops the process: a background job that read the terminal would be stopped by SIGTTIN
 * without a word.
 */
export async function openTerminal(): Promise<TerminalResult> {
  const self = await readProcess(process.pid);
  if (isInBackground(self)) return { unavailable: 'awsmfa runs in the background' };
  try {
    return { terminal: process.platform === 'win32' ? openConsole() : openUnix(self?.terminal) };
  } catch {
    // ENXIO where the process has no controlling terminal, EIO where it hung up, ENOENT where there is no /dev.
    return { unavailable: 'there is no terminal' };
  }
}

/** Whether a person at the terminal sees what is written to standard error. */
export function isErrorOutputShown(): boolean {
  return isatty(2);
}

/** Whether a process has a terminal on which another job is at work. */
export function isInBackground(self: ProcessInfo | undefined): boolean {
  if (self === undefined) return false;
  return self.foregroundGroup > 0 && self.processGroup !== self.foregroundGroup;
}

function openUnix(name = '/dev/tty'): Terminal {
  return terminalOn(name, openUnixInput(), () =>
    openSync('/dev/tty', constants.O_WRONLY | constants.O_NOCTTY),
  );
}

function openConsole(): Terminal {
  return terminalOn('the console', openConsoleInput(), () =>
    openSync(String.raw`\\.\CONOUT$`, 'r+'),
  );
}

function terminalOn(name: string, input: TerminalInput, openOutput: () => number): Terminal {
  return {
    ...input,
    name,
    columns: () => withOutput(openOutput, ({ columns }) => columns) || 80,
    write(text) {
      if (!isCutOff()) withOutput(openOutput, (output) => output.write(text));
    },
  };
}

/**
 * Node keeps the size of a stream up to date for process.stdout alone, so each use gets a new one. Its writes block.
 */
function withOutput<T>(open: () => number, use: (output: WriteStream) => T): T {
  const descriptor = open();
  const output = new WriteStream(descriptor);
  // After a hang-up, which whoever reads sees as well.
  output.on('error', () => undefined);
  try {
    return use(output);
  } finally {
    output.destroy();
    closeUnlessClosed(descriptor);
  }
}

/** Node opens a Unix terminal anew, by its name, for each stream; a Windows console is closed with the stream. */
function closeUnlessClosed(descriptor: number): void {
  try {
    closeSync(descriptor);
  } catch {
    // EBADF
  }
}
