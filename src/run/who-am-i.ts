import { createBudget } from '../aws/client/budget.ts';
import type { StsOptions } from '../aws/client/sts-options.ts';
import type { Caller } from '../aws/iam/caller.ts';
import type { MfaDevices } from '../aws/iam/mfa-devices.ts';
import type { Credentials } from '../ground/credentials.ts';
import type { Host } from '../host/host.ts';
import type { Plan } from '../plan/model/plan.ts';
import { awsCallsMs } from '../session/deadlines.ts';

/** Whose credentials these are, asked where the plan has STS. @throws Failure where AWS rejects them. */
export async function whoAmI(credentials: Credentials, plan: Plan, host: Host): Promise<Caller> {
  const { askWhoAmI } = await import('../aws/iam/caller.ts');
  const { showingProgress } = await import('../host/terminal/progress.ts');
  return showingProgress('AWS STS', askWhoAmI(credentials, callOf(plan, host)));
}

/** The MFA devices of the user whose credentials these are; undefined where IAM does not tell. */
export async function devicesOf(
  credentials: Credentials,
  caller: Caller,
  plan: Plan,
  host: Host,
): Promise<MfaDevices | undefined> {
  const { listMfaDevices } = await import('../aws/iam/mfa-devices.ts');
  const { showingProgress } = await import('../host/terminal/progress.ts');
  return showingProgress('AWS IAM', listMfaDevices(credentials, caller, callOf(plan, host)));
}

function callOf({ sts, profile }: Plan, { env, now }: Host): StsOptions {
  return { target: sts, profile, budget: createBudget(awsCallsMs), env, now };
}
