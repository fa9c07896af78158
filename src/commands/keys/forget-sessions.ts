import { attempt } from '../../ground/attempt.ts';
import { Failure } from '../../ground/failure.ts';
import type { KeySource, Plan, SessionKey } from '../../plan/model/plan.ts';
import { keyed } from '../../plan/session-key.ts';
import type { Run } from '../../run/run.ts';

/**
 * Forgets the sessions that every profile had while its chain started from another access key.
 *
 * @param run that sees the profiles as they are now
 */
export function forgetSessionsOf(accessKeyId: string, run: Run): number {
  const keys = run
    .graph()
    .names()
    .flatMap((name) => plansOf(name, run))
    .flatMap((plan) => keysWith(accessKeyId, plan));
  return [...new Set(keys)].filter((key) => run.store.remove(key)).length;
}

function plansOf(name: string, run: Run): readonly Plan[] {
  const plans = attempt(() =>
    (['renewing', 'fixed'] as const).map((delivery) => run.resolve(name, delivery).plan),
  );
  // A profile that does not add up has no sessions.
  return plans instanceof Failure ? [] : plans;
}

function keysWith(accessKeyId: string, { source, sts, steps }: Plan): readonly SessionKey[] {
  if (source.kind !== 'static' && source.kind !== 'keychain') return [];
  const before: KeySource = { ...source, accessKeyId };
  const unkeyed = steps.map(({ key: _key, ...step }) => step);
  return keyed(before, sts, unkeyed).map(({ key }) => key);
}
