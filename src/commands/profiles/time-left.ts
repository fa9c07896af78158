import type { Host } from '../../host/host.ts';
import { exitStatus } from '../../ground/failure.ts';
import { whyExpired } from '../../plan/expired-keys.ts';
import type { RunOptions } from '../../run/run-options.ts';
import { startRun, type Run } from '../../run/run.ts';
import { remainingMs } from '../../session/freshness.ts';
import { withoutCodeUntil } from '../../session/usable-sessions.ts';

/**
 * Whether nobody has to be asked for a code for so long, for any of these profiles. Resolves to the exit status; prints
 * nothing.
 */
export function isTimeLeft(
  profiles: readonly string[],
  minRemainingSeconds: number,
  options: RunOptions,
  host: Host,
): number {
  const run = startRun(host, options);
  const names = profiles.length === 0 ? [undefined] : profiles;
  const leftMs = Math.min(...names.map((name) => leftFor(name, run, host.now())));
  return leftMs >= minRemainingSeconds * 1000 ? 0 : exitStatus['code-unavailable'];
}

function leftFor(profile: string | undefined, run: Run, now: Date): number {
  const { plan } = run.resolve(profile, 'renewing');
  const until = withoutCodeUntil(plan, run.store, now);
  const expired = until === undefined ? whyExpired(plan.source, now) : undefined;
  if (expired !== undefined) throw expired;
  if (until === 'always') return Infinity;
  return until === undefined ? 0 : remainingMs({ expiration: until }, now);
}
