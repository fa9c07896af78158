import { quoted } from './text.ts';

/**
 * The profile's name in a plan that has none: a role asked for on the keys of the environment. No profile has this
 * name: every other string may be one.
 */
export const unnamedProfile = '';

/** `profile "prod"`; `the environment` where a role is asked for without any profile. */
export function describeProfile(name: string): string {
  return isNamed(name) ? `profile ${quoted(name)}` : 'the environment';
}

export function isNamed(profile: string): boolean {
  return profile !== unnamedProfile;
}
