import type { Environment } from '../ground/environment.ts';
import { refuseHiddenRecursion } from '../keys/resolving.ts';
import { refuseToAskWithin } from '../mfa/programs/asking.ts';
import type { Plan } from '../plan/model/plan.ts';

/** @throws Failure where an awsmfa further up waits for the very call that this one would make. */
export async function refuseEndlessRuns(env: Environment, plan: Plan): Promise<void> {
  refuseToAskWithin(env, plan);
  await refuseHiddenRecursion(plan, async () => {
    const { isWithinSameCall } = await import('../host/process/own-call.ts');
    return isWithinSameCall(env);
  });
}
