import { Failure } from '../ground/failure.ts';
import type { SessionKey } from '../plan/model/plan.ts';
import type { Lease, Lock } from '../session/ports.ts';
import { folderPlace } from './folder-place.ts';
import { holdLock } from './held-lock.ts';
import { createDeadline } from './lock-deadline.ts';
import { lockFolder } from './lock-folder.ts';
import type { Holder, Self } from './lock-messages.ts';
import type { LockPlace } from './lock-place.ts';
import { waitForOccupant, type WaitTerms } from './lock-wait.ts';
import { lockingNothing } from './no-lock.ts';
import { pipePlace } from './pipe-place.ts';
import { makePrivateFolder, type UserId } from '../disk/private-folder.ts';
import { errorCode } from '../disk/system-error.ts';

export interface SocketLockOptions {
  /** `locks` under AWSMFA_HOME; made when it is needed. */
  readonly folder: string;
  readonly platform: NodeJS.Platform;
  readonly uid: UserId;
  readonly self: Self;
  /** How long this process waits at the most, all its waits together. */
  readonly deadlineMs?: number;
  /** Called once for each wait, when it is known who is waited for, or that it does not say. */
  readonly onWaiting: (holder: Holder) => void;
  /** Resolves when the program that asked for credentials has gone. */
  readonly callerGone?: Promise<void>;
}

/** Go's SDKs kill a credential_process after 60 s: before that, it should have said what it waits for. */
const defaultDeadlineMs = 50_000;

/**
 * The lock between processes: a listening socket is the lock. The kernel lets go of it when its holder dies, however
 * it dies, and not when it is suspended; those who wait are connected to it, and are woken by the end of the
 * connection. No clock judges a holder. docs/decisions/0003-a-socket-is-the-lock.md has the reasons and the proof.
 *
 * Where no socket can be made (a read-only home, a file system without sockets, a folder that is not ours), the leases
 * lock nothing: two programs may then both ask for a code, which beats none being able to.
 *
 * A process that acquires a key twice waits for itself, until the deadline says so.
 */
export function createSocketLock(options: SocketLockOptions): Lock {
  const terms: WaitTerms = {
    deadline: createDeadline(options.deadlineMs ?? defaultDeadlineMs),
    onWaiting: options.onWaiting,
    callerGone: options.callerGone,
  };
  return {
    async acquire(key) {
      try {
        return await holdOrWait(openPlace(options, key), options.self, terms);
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

/** Goes round only where somebody was found dead, or went between two looks. */
async function holdOrWait(
  place: LockPlace,
  self: Self,
  terms: WaitTerms,
): Promise<Lease | undefined> {
  for (;;) {
    const lease = await holdLock(place, self);
    if (lease !== undefined) return lease;
    const occupant = place.occupant();
    if (occupant === undefined) continue;
    if ((await waitForOccupant(occupant, terms)) === 'over') return undefined;
    place.clear(occupant);
  }
}

/** What waiting throws is never of kind `storage`: a holder's own trouble with its disk is not shared. */
function isForWantOfSockets(error: unknown): boolean {
  return errorCode(error) !== undefined || (error instanceof Failure && error.kind === 'storage');
}
