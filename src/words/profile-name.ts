import { quoted } from './text.ts';

/**
 * The profile's name in a plan that has none: a role asked for on the keys of the environment. No profile has this
 * name; any other string may be one.
 */
export const unnamedProfile = '';

/** `profile "prod"`; `the environment` where a role is asked for without any profile. */
export function describeProfile(name = unnamedProfile): string {
  return isNamed(name) ? `profile ${quoted(name)}` : 'the environment';
}

/** How a hint says to set the MFA device: `` `mfa_serial = DEVICE` in profile "prod" ``, or the variable. */
export function describeSerialSetting(profile: string, device?: string): string {
  const [name, equals] = isNamed(profile) ? ['mfa_serial', ' = '] : ['AWS_MFA_SERIAL', '='];
  const setting = device === undefined ? name : `${name}${equals}${device}`;
  return isNamed(profile) ? `\`${setting}\` in ${describeProfile(profile)}` : `\`${setting}\``;
}

export function isNamed(profile: string): boolean {
  return profile !== unnamedProfile;
}
