import { ListMFADevicesCommand } from '@aws-sdk/client-iam';
import type { Credentials } from '../../ground/credentials.ts';
import { isSecurityKey } from '../../plan/steps/mfa.ts';
import type { StsOptions } from '../client/sts-options.ts';
import { callIam } from './call-iam.ts';
import type { Caller } from './caller.ts';

/** The MFA devices of a user, by serial. */
export interface MfaDevices {
  /** Those that show codes. */
  readonly codeDevices: readonly string[];
  /** FIDO devices and passkeys, which cannot be used with access keys. */
  readonly securityKeys: readonly string[];
}

/**
 * The devices of the user who signs; undefined where IAM does not list them, for whatever reason. Asked by name, which
 * policies allow more often.
 */
export async function listMfaDevices(
  signer: Credentials,
  { userName: UserName }: Pick<Caller, 'userName'>,
  options: StsOptions,
): Promise<MfaDevices | undefined> {
  try {
    const { MFADevices = [] } = await callIam(
      1,
      (iam, abortSignal) => iam.send(new ListMFADevicesCommand({ UserName }), { abortSignal }),
      signer,
      options,
    );
    const serials = MFADevices.flatMap(({ SerialNumber }) => SerialNumber ?? []);
    return {
      codeDevices: serials.filter((serial) => !isSecurityKey(serial)),
      securityKeys: serials.filter(isSecurityKey),
    };
  } catch {
    return undefined;
  }
}
