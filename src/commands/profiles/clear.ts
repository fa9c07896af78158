import type { RunOptions } from '../../run/run-options.ts';
import type { Host } from '../../host/host.ts';
import { Failure } from '../../ground/failure.ts';
import type { Plan, SessionKey } from '../../plan/model/plan.ts';
import { startRun, type Run } from '../../run/run.ts';

export interface ClearOptions {
  readonly sessions: 'of the profiles' | 'all';
}

/**
 * Forgets cached sessions: those of the profiles' plans, the MFA session they share included, or all. All can be
 * forgotten whatever is wrong with the configuration, which is not read for it.
 */
export async function clear(
  profiles: readonly string[],
  { sessions }: ClearOptions,
  options: RunOptions,
  host: Host,
): Promise<void> {
  const run = startRun(host, options);
  const forgotten = sessions === 'all' ? run.store.clear() : forget(keysOf(profiles, run), run);
  await host.out(`${describeForgotten(forgotten)}\n`);
}

function describeForgotten(count: number): string {
  if (count === 0) return 'nothing was cached';
  return `forgot ${count} cached ${count === 1 ? 'session' : 'sessions'}`;
}

function keysOf(profiles: readonly string[], run: Run): ReadonlySet<SessionKey> {
  const requested = profiles.length === 0 ? [undefined] : profiles;
  const plans = requested.flatMap((name) => plansOf(name, run));
  return new Set(plans.flatMap(({ steps }) => steps.map(({ key }) => key)));
}

/** Both ways to deliver, since a long role session may have been made with a code of its own. */
function plansOf(profile: string | undefined, run: Run): readonly Plan[] {
  try {
    return (['renewing', 'fixed'] as const).map((delivery) => run.resolve(profile, delivery).plan);
  } catch (error) {
    if (profile !== undefined || !(error instanceof Failure)) throw error;
    const hint = '`awsmfa clear --all` forgets the sessions of all profiles';
    throw new Failure(error.kind, error.message, [hint, ...error.hints]);
  }
}

function forget(keys: ReadonlySet<SessionKey>, { store }: Run): number {
  return [...keys].filter((key) => store.remove(key)).length;
}
