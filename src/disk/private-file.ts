import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  fsyncSync,
  openSync,
  readSync,
  renameSync,
  unlinkSync,
  writeFileSync,
  type Stats,
} from 'node:fs';
import { join } from 'node:path';
import { isOpen, isOurs, type UserId } from './private-folder.ts';
import { succeeds } from './system-error.ts';

// Windows has neither O_NOFOLLOW nor O_NONBLOCK; there they are undefined, which counts as 0 below.
const { O_RDONLY, O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK } = constants;

/** A session is about 2 KiB; none of our files comes near this size. */
const maximumBytes = 64 * 1024;

/** Room for the sessions of a chain. */
const probeBytes = 8 * 1024;

/**
 * The text of a file that only we can have written: a regular file of ours, closed to everybody else, with one name,
 * of a plausible size. Undefined for any other file.
 *
 * @throws an error of the system where it cannot be opened, a missing file included.
 */
export function readPrivateFile(file: string, uid: UserId): string | undefined {
  // Without O_NONBLOCK opening a named pipe would wait for a writer forever.
  const fd = openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  try {
    const stat = fstatSync(fd);
    return isPrivateFile(stat, uid) ? readText(fd, stat.size) : undefined;
  } finally {
    closeSync(fd);
  }
}

/**
 * Writes a file that only we can read, whatever the umask. At any moment, even after a power failure, the file
 * holds all of the old text or all of the new one.
 *
 * @param isWanted is asked when it is written, before it gets its name
 * @throws an error of the system, leaving nothing of the new text behind.
 */
export function writePrivateFile(
  file: string,
  text: string,
  isWanted: (written: Stats) => boolean = () => true,
): void {
  const temporary = temporaryName(file);
  try {
    const written = writeNewFile(temporary, text);
    if (isWanted(written)) renameSync(temporary, file);
    else unlinkSync(temporary);
  } catch (error) {
    succeeds(() => unlinkSync(temporary));
    throw error;
  }
}

/**
 * Writes a file into `folder` and removes it again.
 *
 * @throws the error of the system that writing another would meet.
 */
export function tryToWrite(folder: string): void {
  const probe = temporaryName(join(folder, 'probe'));
  try {
    writeNewFile(probe, ' '.repeat(probeBytes));
  } finally {
    succeeds(() => unlinkSync(probe));
  }
}

/** Whether a file that is being written has such a name. All our files are named for a hash, some with a suffix. */
export function isTemporaryName(name: string): boolean {
  return /^(?:probe|[0-9a-f]+(?:\.json)?)\.[0-9a-f]{8}\.tmp$/.test(name);
}

/** What a file is called until it is whole: never the same twice. */
export function temporaryName(file: string): string {
  return `${file}.${crypto.randomUUID().slice(0, 8)}.tmp`;
}

/** A hard link may be where others can reach it. A file without a name was replaced since we opened it. */
function isPrivateFile(stat: Stats, uid: UserId): boolean {
  if (!stat.isFile() || stat.nlink > 1 || stat.size > maximumBytes) return false;
  return isOurs(stat, uid) && !isOpen(stat, uid, 0o077);
}

function readText(fd: number, size: number): string {
  const buffer = Buffer.alloc(size);
  return buffer.toString('utf8', 0, readSync(fd, buffer, 0, size, 0));
}

function writeNewFile(file: string, text: string): Stats {
  const fd = openSync(file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  try {
    fchmodSync(fd, 0o600);
    writeFileSync(fd, text);
    fsyncSync(fd);
    return fstatSync(fd);
  } finally {
    closeSync(fd);
  }
}
