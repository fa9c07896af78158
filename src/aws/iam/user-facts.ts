import { IAMClient, ListAccessKeysCommand, ListMFADevicesCommand } from '@aws-sdk/client-iam';
import type { Credentials } from '../../ground/credentials.ts';
import { createAgents } from '../client/agents.ts';
import { clientConfig } from '../client/client-config.ts';
import { defaultEndpoint } from '../client/endpoint.ts';
import type { StsOptions } from '../client/sts-options.ts';
import type { Caller } from './caller.ts';

/** What IAM tells a user about themselves; undefined where it does not. */
export interface UserFacts {
  /** The serials of the user's devices, security keys included. */
  readonly devices: readonly string[] | undefined;
  /** When the key was made that has asked. */
  readonly keyCreatedAt: Date | undefined;
}

/** Asks by the user's name, which policies allow more often than asking without one. */
export async function askUserFacts(
  credentials: Credentials,
  { userName: UserName }: Caller,
  { target, budget, env }: Pick<StsOptions, 'target' | 'budget' | 'env'>,
): Promise<UserFacts> {
  // Keys go to no other place than the one that was named: a custom STS needs a custom IAM.
  const isElsewhere = target.endpoint !== undefined && target.iamEndpoint === undefined;
  if (isElsewhere || UserName === undefined) return { devices: undefined, keyCreatedAt: undefined };
  const agents = await createAgents(defaultEndpoint(target), env);
  const iam = new IAMClient(clientConfig(target, credentials, target.iamEndpoint, agents));
  const ask = <T>(call: (limit: { readonly abortSignal: AbortSignal }) => Promise<T>) =>
    budget.spend((abortSignal) => call({ abortSignal })).catch(() => undefined);
  try {
    const listed = await ask((limit) => iam.send(new ListMFADevicesCommand({ UserName }), limit));
    const keys = await ask((limit) => iam.send(new ListAccessKeysCommand({ UserName }), limit));
    return {
      devices: listed?.MFADevices?.flatMap(({ SerialNumber }) => SerialNumber ?? []),
      keyCreatedAt: keys?.AccessKeyMetadata?.find(
        ({ AccessKeyId }) => AccessKeyId === credentials.accessKeyId,
      )?.CreateDate,
    };
  } finally {
    iam.destroy();
  }
}
