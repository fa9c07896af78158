import type { SignInRequest } from '../aws/sign-in/sign-in-token.ts';
import { createBudget } from '../aws/client/budget.ts';
import type { Secret } from '../ground/secret.ts';
import type { Host } from '../host/host.ts';
import { awsCallsMs } from '../session/deadlines.ts';

/** A token that opens the AWS console. @throws Failure if AWS gives no token for these credentials. */
export async function signIn(request: SignInRequest, { env }: Host): Promise<Secret> {
  const { askSignInToken } = await import('../aws/sign-in/sign-in-token.ts');
  return askSignInToken(request, createBudget(awsCallsMs), env);
}
