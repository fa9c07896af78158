import { IAMClient, ListMFADevicesCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { isSession, type Credentials } from '../../ground/credentials.ts';
import { Failure } from '../../ground/failure.ts';
import { lastPart, parseIamArn } from '../../words/arn.ts';
import { isSecurityKey } from '../../plan/steps/mfa.ts';
import { describeSerialSetting } from '../../words/profile-name.ts';
import { createAgents } from '../client/agents.ts';
import { clientConfig } from '../client/client-config.ts';
import { defaultEndpoint } from '../client/endpoint.ts';
import { RoleDenied } from './denials.ts';
import type { StsOptions } from '../client/sts-options.ts';
import type { StsCall } from './sts-call.ts';

/**
 * Where a role was denied to a long-term key that went without MFA, the reason may be just that. The user's devices
 * are named if IAM tells them; if not, the failure stays as it was.
 */
export async function suggestDevices(
  failure: Failure,
  call: StsCall,
  options: StsOptions,
): Promise<Failure | undefined> {
  const { step, signer } = call;
  const withoutMfa = step.mfaSerial === undefined && !isSession(signer);
  if (!(failure instanceof RoleDenied) || !withoutMfa) return undefined;
  const devices = await listMfaDevices(signer, options);
  const [device] = devices;
  const hint = `if the role requires MFA, set ${describeSerialSetting(step.profile, device)}`;
  const others = devices.slice(1).map((other) => `another MFA device of yours is \`${other}\``);
  return new Failure(failure.kind, failure.message, [hint, ...others, ...failure.hints]);
}

/** The serials of the caller's MFA devices; none where IAM does not say. Asked by name, which policies allow more often. */
async function listMfaDevices(
  signer: Credentials,
  { target, budget, env }: StsOptions,
): Promise<readonly string[]> {
  // Keys go to no other place than the one that was named: a custom STS needs a custom IAM.
  if (target.endpoint !== undefined && target.iamEndpoint === undefined) return [];
  const agents = await createAgents(defaultEndpoint(target), env);
  const sts = new STSClient({
    ...clientConfig(target, signer, target.endpoint, agents),
    maxAttempts: 1,
  });
  const iam = new IAMClient({
    ...clientConfig(target, signer, target.iamEndpoint, agents),
    maxAttempts: 1,
  });
  try {
    return await budget.spend(async (abortSignal) => {
      const caller = await sts.send(new GetCallerIdentityCommand({}), { abortSignal });
      const arn = parseIamArn(caller.Arn ?? '');
      const UserName = arn && lastPart(arn);
      const listed = await iam.send(new ListMFADevicesCommand({ UserName }), { abortSignal });
      const serials = (listed.MFADevices ?? []).flatMap(({ SerialNumber }) => SerialNumber ?? []);
      return serials.filter((serial) => !isSecurityKey(serial));
    });
  } catch {
    return [];
  } finally {
    sts.destroy();
    iam.destroy();
  }
}
