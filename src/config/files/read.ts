import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

import { Failure } from '../../ground/failure.ts';
import type { ConfigText } from '../dialect/lines.ts';

/** Far beyond any configuration: more than this is a wrong path. */
const maximumBytes = 16 * 1024 * 1024;

const chunkBytes = 64 * 1024;

/**
 * Reads a configuration file. Links are followed, and what is no plain file, such as `/dev/null` or a
 * shell's `<(…)`, is read too.
 *
 * @returns undefined where there is no such file, which is no error to any AWS tool
 * @throws Failure of kind `configuration` where it cannot be read, is too large, or is not text in UTF-8
 */
export function readConfigFile(path: string): ConfigText | undefined {
  const bytes = readBytes(path);
  return bytes && { path, text: decode(bytes, path) };
}

function readBytes(path: string): Buffer | undefined {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, 'r');
    return readAll(descriptor, path);
  } catch (error) {
    if (error instanceof Failure) throw error;
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw unreadable(path, code);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function readAll(descriptor: number, path: string): Buffer {
  const chunks: Buffer[] = [];
  let total = 0;
  // A file fits into the first chunk; a pipe, which has no size, comes in several.
  let size = Math.max(chunkBytes, Math.min(fstatSync(descriptor).size, maximumBytes) + 1);
  for (;;) {
    const chunk = Buffer.allocUnsafe(size);
    const length = readSync(descriptor, chunk);
    if (length === 0) return Buffer.concat(chunks, total);
    chunks.push(chunk.subarray(0, length));
    total += length;
    if (total > maximumBytes) throw tooLarge(path);
    size = chunkBytes;
  }
}

/** Decoding marks what is no UTF-8 with U+FFFD, so only a text that holds one can have lost anything. */
function decode(bytes: Buffer, path: string): string {
  const text = bytes.toString('utf8');
  if (text.includes('\uFFFD') && !Buffer.from(text, 'utf8').equals(bytes)) {
    throw notText(path, 'is not in UTF-8', text.indexOf('\uFFFD'), text);
  }
  if (text.includes('\0')) throw notText(path, 'holds a NUL byte', text.indexOf('\0'), text);
  return text;
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

function unreadable(path: string, code: string): Failure {
  const [why, hint] = reasons[code] ?? [code, 'make the file readable'];
  return new Failure('configuration', `"${path}" cannot be read: ${why}`, [hint]);
}

const reasons: Readonly<Record<string, readonly [why: string, hint: string]>> = {
  EACCES: ['permission denied', 'let it belong to you: `chown`, then `chmod 600`'],
  EPERM: ['permission denied', 'let it belong to you: `chown`, then `chmod 600`'],
  EISDIR: ['it is a folder', 'name the file in it'],
  ELOOP: ['its links lead back to themselves', 'replace the link with the file'],
};

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
