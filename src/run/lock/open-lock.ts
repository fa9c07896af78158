import { join } from 'node:path';
import { callerGone } from '../../host/process/parent-gone.ts';
import { findCaller } from '../../host/process/caller.ts';
import { findTerminalName } from '../../host/terminal/terminal-name.ts';
import type { Host } from '../../host/host.ts';
import { lockPlace } from '../../lock/place-lock.ts';
import { createSocketLock } from '../../lock/socket-lock.ts';
import { sayWhoIsWaitedFor } from '../../mfa/terminal/waiting-notice.ts';
import type { Lease, Lock } from '../../session/ports.ts';
import { unnamedProfile } from '../../words/profile-name.ts';
import { signAttempt, type Attempt } from './sign-attempt.ts';

/** The locks between processes, by sockets. */
export interface OpenLock {
  readonly sessions: Lock;
  readonly acquireTerminal: () => Promise<Lease>;
  readonly acquireDisplay: (name: string) => Promise<Lease>;
}

/**
 * All that a process needs to take its turn.
 *
 * @param folder AWSMFA_HOME
 * @param attempt what this process is doing when it asks for a lock
 */
export async function openLock(
  host: Host,
  folder: string,
  attempt: () => Attempt | undefined,
): Promise<OpenLock> {
  const [program, terminal] = await Promise.all([findCaller(), findTerminalName()]);
  const profile = attempt()?.plan.profile ?? unnamedProfile;
  const sessions = createSocketLock({
    folder: join(folder, 'locks'),
    platform: host.platform,
    uid: host.uid,
    self: { pid: host.pid, program, profile, terminal },
    async sign(text) {
      const current = attempt();
      return current && signAttempt(text, current, host.env);
    },
    hasCode: () => Boolean(attempt()?.tokenCode),
    onWaiting: (holder) => sayWhoIsWaitedFor(holder, terminal, profile),
    callerGone: callerGone(),
  });
  return {
    sessions,
    acquireTerminal: () => lockPlace(sessions, 'terminal', terminal),
    acquireDisplay: (name) => lockPlace(sessions, 'display', name),
  };
}
