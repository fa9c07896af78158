import { IAMClient, ListMFADevicesCommand } from '@aws-sdk/client-iam';
import type { Credentials } from '../../ground/credentials.ts';
import { isSecurityKey } from '../../plan/steps/mfa.ts';
import { createAgents } from '../client/agents.ts';
import { clientConfig } from '../client/client-config.ts';
import { defaultEndpoint } from '../client/endpoint.ts';
import type { StsOptions } from '../client/sts-options.ts';
import type { Caller } from './caller.ts';

/** The MFA devices of a user, by serial. */
export interface MfaDevices {
  /** Those that show codes. */
  readonly codes: readonly string[];
  /** FIDO devices and passkeys, which cannot be used with access keys. */
  readonly securityKeys: readonly string[];
}

/**
 * The devices of the user who signs; undefined where IAM does not tell, for whatever reason. Asked by name, which
 * policies allow more often.
 */
export async function listMfaDevices(
  signer: Credentials,
  { userName }: Pick<Caller, 'userName'>,
  { target, env, budget }: StsOptions,
): Promise<MfaDevices | undefined> {
  // Keys go to no other place than the one that was named: a custom STS needs a custom IAM.
  if (target.endpoint !== undefined && target.iamEndpoint === undefined) return undefined;
  const agents = await createAgents(defaultEndpoint(target), env);
  const client = new IAMClient({
    ...clientConfig(target, signer, target.iamEndpoint, agents),
    maxAttempts: 1,
  });
  try {
    const { MFADevices = [] } = await budget.spend((abortSignal) =>
      client.send(new ListMFADevicesCommand({ UserName: userName }), { abortSignal }),
    );
    const serials = MFADevices.flatMap(({ SerialNumber }) => SerialNumber ?? []);
    return {
      codes: serials.filter((serial) => !isSecurityKey(serial)),
      securityKeys: serials.filter(isSecurityKey),
    };
  } catch {
    return undefined;
  } finally {
    client.destroy();
  }
}
