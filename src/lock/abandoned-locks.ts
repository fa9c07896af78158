import { lstatSync, readdirSync, rmdirSync, rmSync, unlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isTrustedFolder, type UserId } from '../disk/private-folder.ts';
import { errorCode } from '../ground/error-code.ts';
import { succeeds } from '../disk/system-error.ts';
import { shortFolderPrefix, shortFolderRoot, socketIn } from './folder-place.ts';
import { reach } from './lock-wait.ts';

/**
 * Younger ones are left alone. A process that has not got from its draft to the lock by then never will; and on a home
 * that machines share, a holder of another one looks dead, though none holds a lock for so long.
 */
const abandonedAfterMs = 24 * 3_600_000;

/** Limited, so that nobody waits for the tidying: the next process removes more. */
const most = { locks: 32, folders: 8 };

/**
 * Removes what killed processes left in the folder of locks, whose own lock has just been put there, and, where that is
 * in `/tmp`, in the others of this user there. As always, a lock is cleared only after its holder was found dead, and
 * by that holder's own name. Never fails: it is only tidying.
 */
export async function sweepLocks(folder: string, uid: UserId): Promise<void> {
  await whereAllowed(() => sweepAll(folder, uid));
}

async function whereAllowed(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
  }
}

async function sweepAll(folder: string, uid: UserId): Promise<void> {
  const now = lstatSync(folder).mtimeMs; // by the clock of the file system
  await sweepFolder(folder, now);
  if (dirname(folder) !== shortFolderRoot) return;
  for (const other of foldersInTmp(uid, now)) {
    await sweepFolder(other, now);
    succeeds(() => rmdirSync(other));
  }
}

function foldersInTmp(uid: UserId, now: number): readonly string[] {
  return oldEntries(shortFolderRoot, now, (name) => name.startsWith(shortFolderPrefix(uid)))
    .filter((folder) => isTrustedFolder(folder, uid))
    .slice(0, most.folders);
}

async function sweepFolder(folder: string, now: number): Promise<void> {
  const isDraft = (name: string) => name.startsWith('.');
  for (const draft of oldEntries(folder, now, isDraft))
    succeeds(() => rmSync(draft, { recursive: true }));
  const locks = oldEntries(folder, now, (name) => !isDraft(name)).slice(0, most.locks);
  await Promise.all(locks.map((lock) => whereAllowed(() => clearIfDead(lock))));
}

function oldEntries(
  folder: string,
  now: number,
  isWanted: (name: string) => boolean,
): readonly string[] {
  const paths = readdirSync(folder)
    .filter(isWanted)
    .map((name) => join(folder, name));
  return paths.filter((path) => {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    return stat !== undefined && now - stat.mtimeMs > abandonedAfterMs;
  });
}

async function clearIfDead(lock: string): Promise<void> {
  const address = socketIn(lock);
  if (address !== undefined) {
    const holder = await reach(address);
    if (typeof holder === 'object') holder.destroy();
    if (holder !== 'dead') return;
    succeeds(() => unlinkSync(address));
  }
  succeeds(() => rmdirSync(lock));
}
