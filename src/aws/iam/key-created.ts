import { IAMClient, ListAccessKeysCommand } from '@aws-sdk/client-iam';
import type { Credentials } from '../../ground/credentials.ts';
import { createAgents } from '../client/agents.ts';
import { clientConfig } from '../client/client-config.ts';
import { defaultEndpoint } from '../client/endpoint.ts';
import type { StsOptions } from '../client/sts-options.ts';
import type { Caller } from './caller.ts';

/** When a user's own key was made; undefined where IAM does not tell, for whatever reason. */
export async function findKeyCreated(
  signer: Credentials,
  { userName: UserName }: Pick<Caller, 'userName'>,
  { target, budget, env }: StsOptions,
): Promise<Date | undefined> {
  // Keys go to no other place than the one that was named: a custom STS needs a custom IAM.
  const isElsewhere = target.endpoint !== undefined && target.iamEndpoint === undefined;
  if (isElsewhere || UserName === undefined) return undefined;
  const agents = await createAgents(defaultEndpoint(target), env);
  const client = new IAMClient(clientConfig(target, signer, target.iamEndpoint, agents));
  try {
    const { AccessKeyMetadata: keys = [] } = await budget.spend((abortSignal) =>
      client.send(new ListAccessKeysCommand({ UserName }), { abortSignal }),
    );
    return keys.find(({ AccessKeyId }) => AccessKeyId === signer.accessKeyId)?.CreateDate;
  } catch {
    return undefined;
  } finally {
    client.destroy();
  }
}
