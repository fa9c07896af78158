import type { Credentials } from '../../ground/credentials.ts';
import { Failure } from '../../ground/failure.ts';
import { describeSerialSetting } from '../../words/profile-name.ts';
import type { StsOptions } from '../client/sts-options.ts';
import { mayCallIam } from '../iam/call-iam.ts';
import { askWhoAmI } from '../iam/caller.ts';
import { listMfaDevices } from '../iam/mfa-devices.ts';
import type { StsCall } from './sts-call.ts';

/** Adds the user's MFA devices, where IAM lists them, to a failure that lack of MFA may have caused. */
export async function suggestDevices(
  failure: Failure,
  { step, signer }: StsCall,
  options: StsOptions,
): Promise<Failure> {
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
    return (await listMfaDevices(signer, caller, options))?.codeDevices ?? [];
  } catch {
    return [];
  }
}
