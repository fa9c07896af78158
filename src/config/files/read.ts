import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

import { errorCode } from '../../ground/error-code.ts';
import { Failure } from '../../ground/failure.ts';
import type { ConfigText } from '../dialect/lines.ts';

/** Far beyond any configuration: a larger file is a wrong path. */
const maximumBytes = 16 * 1024 * 1024;

const chunkBytes = 64 * 1024;

/** How long a pipe may be silent: long enough for a program that decrypts a file, well below what clients wait. */
const readPatienceMs = 5000;

/**
 * Reads a configuration file. Links are followed, and `/dev/null`, a shell's `<(…)` and other pipes are read too.
 *
 * @param patienceMs how long to wait for a pipe that says nothing
 * @returns undefined where there is no such file, which is no error to any AWS tool
 * @throws Failure of kind `configuration` where it cannot be read, is too large, or is not text in UTF-8
 */
export function readConfigFile(path: string, patienceMs = readPatienceMs): ConfigText | undefined {
  const bytes = readBytes(path, patienceMs);
  return bytes && { path, text: decode(bytes, path) };
}

function readBytes(path: string, patienceMs: number): Buffer | undefined {
  let descriptor: number | undefined;
  try {
    // Opened in the ordinary way, a pipe that nobody writes to would block this process forever.
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    return readAll(descriptor, path, patienceMs);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw code === undefined ? error : unreadable(path, code);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function readAll(descriptor: number, path: string, patienceMs: number): Buffer {
  const chunks: Buffer[] = [];
  const stats = fstatSync(descriptor);
  const awaitsWriter = stats.isFIFO() && !isDescriptor.test(path);
  let total = 0;
  // A file fits into the first chunk; a pipe, which has no size, comes in several.
  let size = Math.max(chunkBytes, Math.min(stats.size, maximumBytes) + 1);
  // Counted, since a clock that a hit needs for nothing else costs it a millisecond to load.
  let waitedMs = 0;
  for (;;) {
    const chunk = Buffer.allocUnsafe(size);
    const length = readAvailable(descriptor, chunk);
    if (length === 0 && !(awaitsWriter && total === 0)) return Buffer.concat(chunks, total);
    if (length > 0) {
      chunks.push(chunk.subarray(0, length));
      total += length;
      if (total > maximumBytes) throw tooLarge(path);
      size = chunkBytes;
      waitedMs = 0;
    } else if (waitedMs < patienceMs) waitedMs += pause();
    else throw silent(path);
  }
}

/** A shell's `<(…)` and `/dev/stdin` have their writer already: where they end, they have ended. */
const isDescriptor = /^\/(?:dev|proc)\//;

/** Bytes read; 0 at the end, or of a pipe that has no writer; -1 where a writer has not written yet. */
function readAvailable(descriptor: number, chunk: Buffer): number {
  try {
    return readSync(descriptor, chunk);
  } catch (error) {
    if (errorCode(error) === 'EAGAIN') return -1;
    throw error;
  }
}

/** @returns how long it was, in milliseconds */
function pause(): number {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
  return pauseMs;
}

const pauseMs = 20;

/** Decoding replaces invalid UTF-8 with U+FFFD, so only a text that holds one can have lost anything. */
function decode(bytes: Buffer, path: string): string {
  const text = bytes.toString('utf8');
  if (text.includes('\uFFFD') && !Buffer.from(text, 'utf8').equals(bytes)) {
    throw notText(path, 'is not in UTF-8', text.indexOf('\uFFFD'), text);
  }
  if (text.includes('\0')) throw notText(path, 'holds a NUL byte', text.indexOf('\0'), text);
  return text;
}

function unreadable(path: string, code: string): Failure {
  const [why, hint] = reasons[code] ?? [code, 'make the file readable'];
  return new Failure('configuration', `"${path}" cannot be read: ${why}`, [hint]);
}

const denied = ['permission denied', 'fix its owner and mode: `chown`, then `chmod 600`'] as const;

const reasons: Readonly<Record<string, readonly [why: string, hint: string]>> = {
  EACCES: denied,
  EPERM: denied,
  EISDIR: ['it is a folder', 'name the file in it'],
  ELOOP: ['its links lead back to themselves', 'replace the link with the file'],
};

function silent(path: string): Failure {
  return new Failure('configuration', `"${path}" is a pipe that nobody writes to`, [
    'start the program that writes to it, or name a file',
  ]);
}

function tooLarge(path: string): Failure {
  const limit = `${maximumBytes / 1024 / 1024} MiB`;
  return new Failure('configuration', `"${path}" has more than ${limit}`, [
    'check that it is the file you mean',
  ]);
}

function notText(path: string, what: string, offset: number, text: string): Failure {
  const line = text.slice(0, offset).split('\n').length;
  return new Failure('configuration', `the file ${what} (${path}:${line})`, [
    'save it as text in UTF-8',
  ]);
}
