import type { Stats } from 'node:fs';
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from '../../ground/failure.ts';
import { draftOf, removeDrafts } from './drafts.ts';
import { readConfigFile } from './read.ts';

/**
 * Replaces a configuration file as a whole: whoever reads it meanwhile sees the old text or the new one,
 * and a crash leaves one of the two. Mode and owner stay; where the file is a link, the link stays and its
 * target is replaced. Only its owner can read a new file or enter a new folder.
 *
 * @param before the text that `after` was made from; undefined where there was no file
 * @throws Failure of kind `storage` where the file cannot be written, or has changed since
 */
export function writeConfigFile(path: string, before: string | undefined, after: string): void {
  try {
    const target = targetOf(path);
    const existing = statSync(target, { throwIfNoEntry: false });
    if (existing === undefined) mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    else refuseReadOnly(target, existing);
    replace(target, existing, after, () => refuseChanged(path, before));
  } catch (error) {
    throw error instanceof Failure ? error : unwritable(path, error);
  }
}

/**
 * The file behind the links. A dangling link is an error: nobody knows what it was
 * meant to name.
 */
function targetOf(path: string): string {
  const link = lstatSync(path, { throwIfNoEntry: false });
  if (link === undefined) return path;
  if (statSync(path, { throwIfNoEntry: false }) === undefined) throw leadsNowhere(path);
  return realpathSync(path);
}

/** Renaming over a file needs no permission to write it, so that has to be asked for. */
function refuseReadOnly(target: string, { mode }: Stats): void {
  // Root may write everything, but a file without write permission is meant to stay as it is.
  if ((mode & 0o222) === 0) throw readOnly(target);
  accessSync(target, constants.W_OK);
}

function replace(
  target: string,
  existing: Stats | undefined,
  text: string,
  beforeRename: () => void,
): void {
  removeDrafts(target);
  const draft = draftOf(target);
  const descriptor = openSync(draft, 'wx', 0o600);
  try {
    try {
      if (existing !== undefined) keepOwnerAndMode(descriptor, existing);
      writeFileSync(descriptor, text);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    beforeRename();
    renameSync(draft, target);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  syncFolder(dirname(target));
}

/** The owner first: changing it may clear bits of the mode. */
function keepOwnerAndMode(descriptor: number, { uid, gid, mode }: Stats): void {
  fchownSync(descriptor, uid, gid);
  fchmodSync(descriptor, mode & 0o7777);
}

function refuseChanged(path: string, before: string | undefined): void {
  if (readConfigFile(path)?.text === before) return;
  throw new Failure('storage', `"${path}" was changed by another program meanwhile`, [
    'run the command again',
  ]);
}

/** Makes the new name survive a power failure, where the system can. The file itself is safe already. */
function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch {
    // Windows opens no folders, and some network file systems sync none.
  }
}

function leadsNowhere(path: string): Failure {
  return new Failure(
    'storage',
    `"${path}" is a link to "${readlinkSync(path)}", which is not there`,
    ['make the file that it leads to, or remove the link'],
  );
}

function readOnly(path: string): Failure {
  return new Failure('storage', `"${path}" is read-only`, ['make it writable with `chmod u+w`']);
}

function unwritable(path: string, error: unknown): Failure {
  const why = error instanceof Error ? error.message : String(error);
  return new Failure('storage', `"${path}" cannot be written: ${why}`, [
    'check who owns the file and its folder, and that the disk is not full',
  ]);
}
