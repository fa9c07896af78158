import type { RunOptions } from '../cli/run-options.ts';
import type { Host } from '../host/host.ts';
import type { SessionKey } from '../plan/plan.ts';
import { startRun } from '../wiring/run.ts';

export interface ClearOptions {
  readonly sessions: 'of the profiles' | 'all';
}

/** Forgets cached sessions: those of the profiles' plans, the MFA session they share included, or all. */
export async function clear(
  profiles: readonly string[],
  { sessions }: ClearOptions,
  options: RunOptions,
  host: Host,
): Promise<void> {
  const run = startRun(host, options);
  const cached = run.store.list().map(({ key }) => key);
  const doomed =
    sessions === 'all' ? cached : cached.filter((key) => keysOf(profiles).includes(key));
  for (const key of doomed) run.store.remove(key);
  await host.out(
    `forgot ${doomed.length} cached ${doomed.length === 1 ? 'session' : 'sessions'}\n`,
  );

  /** Both ways to deliver, since a long role session may have been made with a code of its own. */
  function keysOf(names: readonly string[]): readonly SessionKey[] {
    const requested = names.length === 0 ? [undefined] : names;
    const plans = requested.flatMap((name) => [
      run.plan(name, 'renewing'),
      run.plan(name, 'fixed'),
    ]);
    return plans.flatMap(({ steps }) => steps.map(({ key }) => key));
  }
}
