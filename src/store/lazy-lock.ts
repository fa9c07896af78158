import { join } from 'node:path';
import type { Failure } from '../failure.ts';
import type { Lease, Lock } from '../session/ports.ts';
import type { Host } from '../host/host.ts';

export interface AbandonableLock extends Lock {
  /** Lets go of every lock, telling those who wait why: for a process that is about to end by a signal. */
  readonly abandon: (failure: Failure) => Promise<void>;
}

/** The lock between processes, which is loaded when a session must be renewed: a cache hit takes none. */
export function createLazyLock(
  host: Host,
  folder: string | undefined,
  profile: () => string,
): AbandonableLock {
  const leases = new Set<Lease>();
  let lock: Promise<Lock> | undefined;
  return {
    async acquire(key) {
      if (folder === undefined) return lockingNothing;
      lock ??= openLock(host, folder, profile());
      const lease = await (await lock).acquire(key);
      return lease && remembered(lease, leases);
    },
    async abandon(failure) {
      await Promise.all([...leases].map((lease) => lease.release(failure)));
    },
  };
}

const lockingNothing: Lease = { release: () => Promise.resolve() };

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

async function openLock(host: Host, folder: string, profile: string): Promise<Lock> {
  const [{ createSocketLock }, { findCaller }, { findTerminalName }, waiting, { parentGone }] =
    await Promise.all([
      import('./socket-lock.ts'),
      import('../host/caller.ts'),
      import('../host/terminal-name.ts'),
      import('../mfa/waiting-notice.ts'),
      import('../host/parent-gone.ts'),
    ]);
  const [program, terminal] = await Promise.all([findCaller(), findTerminalName()]);
  return createSocketLock({
    folder: join(folder, 'locks'),
    platform: host.platform,
    uid: host.uid,
    self: { pid: host.pid, program, profile, terminal },
    onWaiting: (holder) => waiting.sayWhoIsWaitedFor(holder, terminal, profile),
    callerGone: parentGone(),
  });
}
