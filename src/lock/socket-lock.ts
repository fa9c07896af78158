import { makePrivateFolder, type UserId } from '../disk/private-folder.ts';
import { errorCode } from '../ground/error-code.ts';
import { Failure } from '../ground/failure.ts';
import type { SessionKey } from '../plan/model/plan.ts';
import { lockWaitMs } from '../session/deadlines.ts';
import type { Lease, Lock } from '../session/ports.ts';
import { sweepLocks } from './abandoned-locks.ts';
import { folderPlace, lockFolder } from './folder-place.ts';
import { takeLock } from './held-lock.ts';
import type { Holder } from './holder.ts';
import type { OwnAttempt } from './lock-messages.ts';
import { type LockPlace, pipePlace } from './lock-place.ts';
import { createDeadline, waitForHolder, type WaitTerms } from './lock-wait.ts';
import { lockingNothing } from './no-lock.ts';

export interface SocketLockOptions extends OwnAttempt {
  /** `locks` under AWSMFA_HOME; made when it is needed. */
  readonly folder: string;
  readonly platform: NodeJS.Platform;
  readonly uid: UserId;
  /** What this process says to those who wait for it. */
  readonly self: Holder & { readonly pid: number };
  /** How long this process waits at the most, all its waits together; 50 s by default. */
  readonly deadlineMs?: number;
  /** Called once for each wait, when it is known who is waited for, or that it does not say. */
  readonly onWaiting: (holder: Holder) => void;
  /** Resolves when the program that asked for credentials has exited. */
  readonly callerGone?: Promise<void>;
}

/**
 * The lock between processes: a listening socket is the lock. The kernel releases it when its holder dies, however
 * it dies, and not when it is suspended; those who wait are connected to it, and are woken by the end of the
 * connection. No clock judges a holder. docs/decisions/0003-a-socket-is-the-lock.md has the reasons and the proof.
 *
 * Where no socket can be made (a read-only home, a file system without sockets, a folder that is not ours), the leases
 * lock nothing: two programs may then both ask for a code, which is better than that none can.
 *
 * A process that acquires a key twice waits for itself, until the deadline says so.
 */
export function createSocketLock(options: SocketLockOptions): Lock {
  const { deadlineMs = lockWaitMs, onWaiting, callerGone, sign, hasCode } = options;
  const terms = { deadline: createDeadline(deadlineMs), onWaiting, callerGone, sign, hasCode };
  let tidied: Promise<void> | undefined;
  return {
    async acquire(key) {
      try {
        const lease = await takeOrWait(openPlace(options, key), options, terms);
        if (lease !== undefined) await (tidied ??= tidyUp(options));
        return lease;
      } catch (error) {
        if (isForWantOfSockets(error)) return lockingNothing;
        throw error;
      }
    },
  };
}

function openPlace({ folder, platform, uid, self }: SocketLockOptions, key: SessionKey): LockPlace {
  if (platform === 'win32') return pipePlace(folder, key);
  const locks = lockFolder(folder, uid);
  makePrivateFolder(locks, uid);
  return folderPlace(locks, key, self.pid);
}

/** Repeats only where a holder was found dead, or went between two looks. */
async function takeOrWait(
  place: LockPlace,
  options: SocketLockOptions,
  terms: WaitTerms,
): Promise<Lease | undefined> {
  for (;;) {
    const lease = await takeLock(place, options.self, options.sign);
    if (lease !== undefined) return lease;
    const holder = place.holder();
    if (holder === undefined) continue;
    if ((await waitForHolder(holder, terms)) === 'gone') return undefined;
    place.remove(holder);
  }
}

async function tidyUp({ folder, platform, uid }: SocketLockOptions): Promise<void> {
  if (platform !== 'win32') await sweepLocks(lockFolder(folder, uid), uid);
}

/** What waiting throws is never of kind `storage`: a holder's own trouble with its disk is not shared. */
function isForWantOfSockets(error: unknown): boolean {
  return errorCode(error) !== undefined || (error instanceof Failure && error.kind === 'storage');
}
