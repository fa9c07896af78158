import { createBudget } from '../aws/client/budget.ts';
import type { Caller } from '../aws/iam/caller.ts';
import type { Credentials } from '../ground/credentials.ts';
import type { Host } from '../host/host.ts';
import type { Plan } from '../plan/model/plan.ts';
import { awsCallsMs } from '../session/deadlines.ts';

/** Whose credentials these are, asked where the plan has STS. @throws Failure where AWS rejects them. */
export async function whoAmI(
  credentials: Credentials,
  { sts, profile }: Plan,
  { env, now }: Host,
): Promise<Caller> {
  const { askWhoAmI } = await import('../aws/iam/caller.ts');
  const budget = createBudget(awsCallsMs);
  return askWhoAmI(credentials, { target: sts, profile, budget, env, now });
}
