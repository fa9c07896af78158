import { chmodSync, existsSync, lstatSync, mkdirSync, statSync, type Stats } from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from '../ground/failure.ts';
import { errorCode } from '../ground/error-code.ts';

/** Our user id; undefined on Windows, where a profile folder is private by its access list and modes mean nothing. */
export type UserId = number | undefined;

/**
 * Makes sure that `folder` exists and that nobody else can enter it, whatever the umask; one of ours that others can
 * enter is closed. Its parents may be symbolic links (people keep `~/.aws` elsewhere), the folder itself may not.
 *
 * @throws Failure of kind `storage` where it is not ours or not a folder; an error of the system where it cannot be
 * made.
 */
export function makePrivateFolder(folder: string, uid: UserId): void {
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) createFolder(folder, uid);
  const stat = lstatSync(folder);
  refuseForeign(folder, stat, uid);
  if (uid !== undefined && (stat.mode & 0o077) !== 0) chmodSync(folder, 0o700);
}

/** Whether only we can have put files into `folder`: it is a real folder of ours that nobody else can write to. */
export function isTrustedFolder(folder: string, uid: UserId): boolean {
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  return stat !== undefined && stat.isDirectory() && isOurs(stat, uid) && !isOpen(stat, uid, 0o022);
}

/** Whether somebody else has one of the given permissions. */
export function isOpen(stat: Stats, uid: UserId, permissions: number): boolean {
  return uid !== undefined && (stat.mode & permissions) !== 0;
}

export function isOurs(stat: Stats, uid: UserId): boolean {
  return uid === undefined || stat.uid === uid;
}

function createFolder(folder: string, uid: UserId): void {
  const parent = dirname(folder);
  if (parent !== folder && !existsSync(parent)) createFolder(parent, uid);
  refuseRootInForeignFolder(parent, uid);
  try {
    mkdirSync(folder, 0o700);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    return; // Another process has just made it.
  }
  chmodSync(folder, 0o700);
}

/** `sudo` often keeps HOME: a folder that root leaves in a user's home locks that user out for good. */
function refuseRootInForeignFolder(parent: string, uid: UserId): void {
  if (uid !== 0) return;
  const owner = statSync(parent).uid;
  if (owner !== 0) throw foreign(parent, owner);
}

function refuseForeign(folder: string, stat: Stats, uid: UserId): void {
  if (!stat.isDirectory()) {
    const hints = ['move it away, or set `AWSMFA_HOME` to a folder of your own'];
    throw new Failure(
      'storage',
      `"${folder}" is not a real folder, so nothing is kept there`,
      hints,
    );
  }
  if (!isOurs(stat, uid)) throw foreign(folder, stat.uid);
}

function foreign(folder: string, owner: number): Failure {
  const message = `"${folder}" belongs to another user (user id ${owner}), so nothing is kept there`;
  return new Failure('storage', message, [
    'run awsmfa as that user, without `sudo`, or set `AWSMFA_HOME` to a folder of your own',
  ]);
}
