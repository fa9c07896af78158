import type { Caller } from '../authentication.ts';
import type { Cloud } from '../cloud.ts';
import type { Validation } from '../parameters.ts';
import { refusals } from '../refusal.ts';

export interface MfaParameters {
  readonly serial: string | undefined;
  readonly tokenCode: string | undefined;
}

export function readMfaParameters(validation: Validation): MfaParameters {
  return {
    serial: validation.text('SerialNumber', { min: 9, max: 256, pattern: '[\\w+=/:,.@-]' }),
    tokenCode: validation.text('TokenCode', { min: 6, max: 6, pattern: '[\\d]' }),
  };
}

/**
 * When the caller proved to hold a device: now, if a code came with this call; undefined if none did. The code is
 * spent from here on, whatever becomes of the call.
 *
 * @throws Refusal where the code is no proof.
 */
export function verifyTokenCode(
  mfa: MfaParameters,
  caller: Caller,
  cloud: Cloud,
): Date | undefined {
  const { serial, tokenCode } = mfa;
  if (serial === undefined && tokenCode === undefined) return undefined;
  if (serial === undefined || tokenCode === undefined) throw refusals.halfMfa();
  const device = owns(caller, serial) ? cloud.directory.device(serial) : undefined;
  if (device === undefined) throw refusals.unknownDevice();
  if (!device.spend(tokenCode)) throw refusals.wrongCode();
  return cloud.clock.world();
}

/** Only a user has devices, and only a long-term key can use them. */
function owns({ identity, session }: Caller, serial: string): boolean {
  if (identity.kind !== 'user' || session !== undefined) return false;
  return identity.user.mfaDevices?.some((device) => device.serial === serial) ?? false;
}
