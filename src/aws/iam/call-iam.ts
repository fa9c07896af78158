import { IAMClient } from '@aws-sdk/client-iam';
import type { Credentials } from '../../ground/credentials.ts';
import { Failure } from '../../ground/failure.ts';
import type { StsTarget } from '../../plan/model/plan.ts';
import { agentsFor } from '../connection/agents.ts';
import { clientConfig } from '../client/client-config.ts';
import type { StsOptions } from '../client/sts-options.ts';

/**
 * Makes one call to IAM, by a client of its own.
 *
 * @param maxAttempts at the call, where AWS throttles it or cannot be reached
 * @throws Failure of kind `configuration` where IAM may not be called, or whatever the SDK throws
 */
export async function callIam<T>(
  maxAttempts: number,
  send: (iam: IAMClient, signal: AbortSignal) => Promise<T>,
  signer: Credentials,
  { target, budget, env }: StsOptions,
): Promise<T> {
  if (!mayCallIam(target)) throw noIamEndpoint();
  const agents = await agentsFor(iamEndpoint(target), env);
  const config = clientConfig(target, signer, target.iamEndpoint, agents);
  const client = new IAMClient({ ...config, maxAttempts });
  return budget.spend((signal) => send(client, signal));
}

function iamEndpoint({ iamEndpoint: custom, region, fips, dualStack }: StsTarget): URL {
  if (custom !== undefined) return new URL(custom);
  const { config } = new IAMClient({ region });
  return config.endpointProvider({ Region: region, UseFIPS: fips, UseDualStack: dualStack }).url;
}

/** With a custom endpoint of STS, IAM is called only at a custom endpoint, too: keys are never sent to AWS instead. */
export function mayCallIam({ endpoint, iamEndpoint }: StsTarget): boolean {
  return endpoint === undefined || iamEndpoint !== undefined;
}

function noIamEndpoint(): Failure {
  return new Failure(
    'configuration',
    'STS has an endpoint of its own, and IAM has none, so that IAM is not called',
    ['set `AWS_ENDPOINT_URL_IAM` as well'],
  );
}
