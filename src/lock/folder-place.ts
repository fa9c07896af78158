import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
} from 'node:fs';
import type { Server } from 'node:net';
import { join } from 'node:path';
import type { UserId } from '../disk/private-folder.ts';
import { errorCode } from '../ground/error-code.ts';
import { succeeds } from '../disk/system-error.ts';
import type { SessionKey } from '../plan/model/plan.ts';
import { sha256 } from '../words/hash.ts';
import { listen, type Leave, type LockPlace } from './lock-place.ts';

const keyLength = 16;
const randomLength = 11;

/**
 * Bytes that an address is longer than the folder of locks: two slashes, the key, and `PID-RANDOM` (PIDs have 7
 * digits).
 */
const addressBytes = 1 + keyLength + 1 + 7 + 1 + randomLength;

/** `sun_path` holds 104 bytes on macOS and the BSDs, 108 on Linux, the zero at the end included. */
const longestAddressBytes = 103;

/** Not TMPDIR: all who share the cache must meet there, whatever theirs is. */
export const shortFolderRoot = '/tmp';

/**
 * The folder to keep locks in: the given one or, where a socket in it would have too long an address, one for this user
 * and that folder in `/tmp`.
 */
export function lockFolder(wanted: string, uid: UserId): string {
  if (Buffer.byteLength(wanted) + addressBytes <= longestAddressBytes) return wanted;
  return `${shortFolderRoot}/${shortFolderPrefix(uid)}${sha256(wanted).slice(0, 16)}`;
}

/** What the names of this user's folders of locks in `/tmp` begin with. */
export function shortFolderPrefix(uid: UserId): string {
  return `awsmfa-${uid ?? 'user'}-`;
}

/**
 * The lock is a folder named for the key; its holder is the one socket in it, whose name is never used twice.
 *
 * Taking it: listen in a folder of one's own, the draft, then rename the draft to the lock. The kernel lets a folder
 * replace an empty one and no other, so of any number that try one wins. Clearing it: unlink the dead holder's socket
 * by its unique name, which can hit nobody else, however late. docs/decisions/0003-a-socket-is-the-lock.md has the
 * proof.
 *
 * @param folder a private folder; @param pid our own process id, for those who wait.
 */
export function folderPlace(folder: string, key: SessionKey, pid: number): LockPlace {
  const lock = join(folder, key.slice(0, keyLength));
  return {
    take: async (server) =>
      socketIn(lock) === undefined ? take(folder, lock, pid, server) : undefined,
    holder: () => socketIn(lock),
    remove: removeSocket,
  };
}

async function take(
  folder: string,
  lock: string,
  pid: number,
  server: Server,
): Promise<Leave | undefined> {
  const random = randomBytes(8).toString('base64url');
  const name = `${pid}-${random}`;
  const draft = join(folder, `.${random}`);
  try {
    await listenPrivately(server, draft, name);
    return replaceIfEmpty(lock, draft) ? () => leave(folder, lock, name) : undefined;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** The modes are set as well as asked for: under a umask like 0277 nobody could connect. */
async function listenPrivately(server: Server, draft: string, name: string): Promise<void> {
  mkdirSync(draft, 0o700);
  chmodSync(draft, 0o700);
  await listen(server, join(draft, name));
  chmodSync(join(draft, name), 0o600);
}

function replaceIfEmpty(lock: string, draft: string): boolean {
  try {
    renameSync(draft, lock);
    return true;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return false;
    throw error;
  }
}

/** Moving the socket out by its own name frees the lock; those in its queue are still there to hear why. */
function leave(folder: string, lock: string, name: string): string | undefined {
  const address = join(folder, `.${name}`);
  const moved = succeeds(() => renameSync(join(lock, name), address));
  succeeds(() => rmdirSync(lock));
  return moved ? address : undefined;
}

/** The address of the socket in a lock. */
export function socketIn(lock: string): string | undefined {
  try {
    const name = readdirSync(lock)[0];
    return name === undefined ? undefined : join(lock, name);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function removeSocket(address: string): void {
  try {
    unlinkSync(address);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}
