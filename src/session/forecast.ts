import type { Plan, Step } from '../plan/model/plan.ts';
import { toHandOut, toSignWith, type Cost, type Demand } from './demand.ts';
import type { SessionStore } from './ports.ts';

/** What `execute` would do with a plan now: hand out the base or a cached session, or call STS at some cost. */
export type Forecast = 'no call' | 'cached' | Cost;

type Cache = Pick<SessionStore, 'get'>;

export function forecast(
  { steps }: Plan,
  store: Cache,
  now: Date,
  demand: Demand = toHandOut.renewing,
): Forecast {
  if (steps.length === 0) return 'no call';
  const calls = callsToMake(steps, demand, store, now);
  return calls.length === 0 ? 'cached' : costOf(calls);
}

/** What the last of these sessions would cost if it were not in the cache. */
export function costOfLast(steps: readonly Step[], store: Cache, now: Date): Cost {
  const signers = callsToMake(steps.slice(0, -1), toSignWith, store, now);
  return costOf([...signers, ...steps.slice(-1)]);
}

/** The calls after the last session that the cache has: like `execute`, it goes through the plan from the end. */
function callsToMake(
  steps: readonly Step[],
  demand: Demand,
  store: Cache,
  now: Date,
): readonly Step[] {
  const cached = steps.findLastIndex(({ key }, index) => {
    const isLast = index === steps.length - 1;
    const session = store.get(key);
    const cost = () => costOfLast(steps, store, now);
    return session && (isLast ? demand : toSignWith).sufficient(session, now, cost);
  });
  return steps.slice(cached + 1);
}

function costOf(calls: readonly Step[]): Cost {
  const withCode = calls.find(({ mfaSerial }) => mfaSerial !== undefined);
  if (withCode === undefined) return 'silent';
  return withCode.onlyForLongTermKey === true ? 'depends on the base' : 'prompt';
}
