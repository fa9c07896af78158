import { read } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { errorCode } from '../../ground/error-code.ts';

/** The first line of standard input, and no byte more: what follows is for the command of `exec`. */
export async function readLine(): Promise<string | undefined> {
  const bytes: number[] = [];
  for (;;) {
    const byte = await readByte();
    if (byte === undefined && bytes.length === 0) return undefined;
    if (byte === undefined || byte === lineFeed) return textOf(bytes);
    bytes.push(byte);
  }
}

const lineFeed = 10;

function textOf(bytes: readonly number[]): string {
  return Buffer.from(bytes).toString().replace(/\r$/, '');
}

/** Undefined at the end, and where there is no standard input. Signals are heard meanwhile. */
async function readByte(): Promise<number | undefined> {
  const buffer = Buffer.alloc(1);
  for (;;) {
    try {
      const { bytesRead } = await promisify(read)(0, buffer, 0, 1, null);
      return bytesRead === 0 ? undefined : buffer[0];
    } catch (error) {
      if (errorCode(error) !== 'EAGAIN') return undefined;
      // Another process that shares the pipe or the terminal has made it non-blocking.
      await setTimeout(lookAgainMs);
    }
  }
}

const lookAgainMs = 10;
