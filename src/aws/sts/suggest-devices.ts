import { isSession, type Credentials } from '../../ground/credentials.ts';
import { Failure } from '../../ground/failure.ts';
import { describeSerialSetting } from '../../words/profile-name.ts';
import { RoleDenied } from './denials.ts';
import type { StsOptions } from '../client/sts-options.ts';
import { mayCallIam } from '../iam/call-iam.ts';
import { askWhoAmI } from '../iam/caller.ts';
import { listMfaDevices } from '../iam/mfa-devices.ts';
import type { StsCall } from './sts-call.ts';

/**
 * Where a role was denied to a long-term key that went without MFA, the reason may be just that. The user's devices
 * are named if IAM lists them; if not, the failure stays as it was.
 */
export async function suggestDevices(
  failure: Failure,
  call: StsCall,
  options: StsOptions,
): Promise<Failure | undefined> {
  const { step, signer } = call;
  const withoutMfa = step.mfaSerial === undefined && !isSession(signer);
  if (!(failure instanceof RoleDenied) || !withoutMfa) return undefined;
  const devices = await listOwnDevices(signer, options);
  const [device] = devices;
  const hint = `if the role requires MFA, set ${describeSerialSetting(step.profile, device)}`;
  const others = devices.slice(1).map((other) => `another MFA device of yours is \`${other}\``);
  return new Failure(failure.kind, failure.message, [hint, ...others, ...failure.hints]);
}

/** The serials of the caller's MFA devices; none where AWS does not list them at once. */
async function listOwnDevices(
  signer: Credentials,
  options: StsOptions,
): Promise<readonly string[]> {
  if (!mayCallIam(options.target)) return [];
  try {
    const caller = await askWhoAmI(signer, options, 1);
    return (await listMfaDevices(signer, caller, options))?.codes ?? [];
  } catch {
    return [];
  }
}
