import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  unlinkSync,
} from 'node:fs';
import type { Server } from 'node:net';
import { join } from 'node:path';
import type { SessionKey } from '../plan/model/plan.ts';
import { listen, type LockPlace, type Occupant, type Tenancy } from './lock-place.ts';
import { errorCode, succeeds } from '../disk/system-error.ts';

const keyLength = 16;
const randomLength = 11;

/** Bytes that a lock's address is longer than its folder: two slashes, the key, and `PID-RANDOM` (PIDs have 7 digits). */
export const addressBytes = 1 + keyLength + 1 + 7 + 1 + randomLength;

/** A process that has not got from a draft to its lock in a day never will. */
const abandonedAfterMs = 24 * 3_600_000;

/**
 * The lock is a folder named for the key; its tenant is the one socket in it, whose name is never used twice.
 *
 * Taking it: listen in a folder of one's own, then rename that folder to the lock. The kernel lets a folder replace
 * an empty one and no other, so of any number that try one wins. Clearing it: unlink the dead tenant's socket by its
 * unique name, which can hit nobody else, however late. docs/decisions/0003-a-socket-is-the-lock.md has the proof.
 *
 * @param folder a private folder; @param pid our own process id, for those who wait.
 */
export function folderPlace(folder: string, key: SessionKey, pid: number): LockPlace {
  const lock = join(folder, key.slice(0, keyLength));
  return {
    take: async (server) =>
      tenantOf(lock) === undefined ? take(folder, lock, pid, server) : undefined,
    occupant: () => occupantOf(lock),
    clear: ({ address }) => clear(address),
  };
}

async function take(
  folder: string,
  lock: string,
  pid: number,
  server: Server,
): Promise<Tenancy | undefined> {
  const random = randomBytes(8).toString('base64url');
  const name = `${pid}-${random}`;
  const draft = join(folder, `.${random}`);
  try {
    await listenPrivately(server, draft, name);
    succeeds(() => sweepDrafts(folder, lstatSync(draft).mtimeMs));
    return replaceIfEmpty(lock, draft) ? tenancy(folder, lock, name) : undefined;
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
    if (['ENOTEMPTY', 'EEXIST'].includes(errorCode(error) ?? '')) return false;
    throw error;
  }
}

/** Moving the socket out by its own name frees the lock, and those in its queue are still there to be told why. */
function tenancy(folder: string, lock: string, name: string): Tenancy {
  const address = join(folder, `.${name}`);
  return {
    vacate() {
      const moved = succeeds(() => renameSync(join(lock, name), address));
      succeeds(() => rmdirSync(lock));
      return moved ? address : undefined;
    },
    forget: () => void succeeds(() => unlinkSync(address)),
  };
}

function tenantOf(lock: string): string | undefined {
  try {
    return readdirSync(lock)[0];
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function occupantOf(lock: string): Occupant | undefined {
  const name = tenantOf(lock);
  if (name === undefined) return undefined;
  const pid = /^(\d{1,10})-/.exec(name)?.[1];
  return { address: join(lock, name), pid: pid === undefined ? undefined : Number(pid) };
}

function clear(address: string): void {
  try {
    unlinkSync(address);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}

/** Removes what killed processes left on their way to a lock or from one; no lock is among it. */
function sweepDrafts(folder: string, nowMs: number): void {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const stat = name.startsWith('.') ? lstatSync(path, { throwIfNoEntry: false }) : undefined;
    if (stat === undefined || nowMs - stat.mtimeMs < abandonedAfterMs) continue;
    rmSync(path, { recursive: true, force: true });
  }
}
