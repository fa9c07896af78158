import type { Failure } from '../../ground/failure.ts';
import type { Lease, Lock } from '../../session/ports.ts';
import type { Host } from '../../host/host.ts';
import { lockingNothing, lockNothing } from '../../lock/no-lock.ts';
import type { OpenLock } from './open-lock.ts';
import type { Attempt } from './sign-attempt.ts';

/** The locks of this process. */
export interface ProcessLock extends Lock {
  /**
   * Waits until no other process asks for a code on our terminal, and keeps others from it. A lease that is released
   * with a failure lasts until this process asks for another one, or ends: its words about the failure would be written
   * into the question of the next.
   */
  readonly acquireTerminal: () => Promise<Lease>;
  /** The same of a display, by its name: who types would type into the window that comes up last. */
  readonly acquireDisplay: (name: string) => Promise<Lease>;
  /** For how long this process has waited for others until now. */
  readonly waitedMs: () => number;
  /**
   * Lets go of every session, telling those who wait why if there is a reason: before this process ends by a signal.
   */
  readonly abandon: (failure?: Failure) => Promise<void>;
}

/**
 * The lock between processes, which is loaded when a session must be renewed: a cache hit takes none.
 *
 * @param folder AWSMFA_HOME; undefined: nothing is locked
 * @param attempt what this process is doing when it asks for a lock
 */
export function createProcessLock(
  host: Host,
  folder: string | undefined,
  attempt: () => Attempt | undefined,
): ProcessLock {
  const leases = new Set<Lease>();
  let opened: Promise<OpenLock> | undefined;
  let keptTerminal: Lease | undefined;
  let waitedMs = 0;
  const timed = async <T>(wait: (lock: OpenLock) => Promise<T>): Promise<T> => {
    const lock = await (opened ??= load(host, folder, attempt));
    const started = performance.now();
    return wait(lock).finally(() => (waitedMs += performance.now() - started));
  };
  const goOn = async () => {
    const lease = keptTerminal;
    keptTerminal = undefined;
    await lease?.release();
  };
  return {
    async acquire(key) {
      await goOn();
      const lease = await timed(({ sessions }) => sessions.acquire(key));
      return lease && remembered(lease, leases);
    },
    async acquireTerminal() {
      await goOn();
      const lease = await timed(({ acquireTerminal }) => acquireTerminal());
      return {
        async release(failure) {
          if (failure === undefined) await lease.release();
          else keptTerminal = lease;
        },
      };
    },
    acquireDisplay: (name) => timed(({ acquireDisplay }) => acquireDisplay(name)),
    waitedMs: () => waitedMs,
    async abandon(failure) {
      await Promise.all([...leases].map((lease) => lease.release(failure)));
    },
  };
}

function remembered(lease: Lease, leases: Set<Lease>): Lease {
  const known: Lease = {
    async release(failure) {
      leases.delete(known);
      await lease.release(failure);
    },
  };
  leases.add(known);
  return known;
}

async function load(
  host: Host,
  folder: string | undefined,
  attempt: () => Attempt | undefined,
): Promise<OpenLock> {
  if (folder === undefined)
    return { sessions: lockNothing, acquireTerminal: unlocked, acquireDisplay: unlocked };
  const { openLock } = await import('./open-lock.ts');
  return openLock(host, folder, attempt);
}

const unlocked = () => Promise.resolve(lockingNothing);
