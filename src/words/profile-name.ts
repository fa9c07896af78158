import { quoted } from './text.ts';

/**
 * Stands for the profile's name in a plan that has none: a role given by hand on the keys of the environment. No profile
 * can be called so, since names hold no blanks.
 */
export const unnamedProfile = 'the environment';

/** `profile "prod"`; `the environment` where a role is asked for without any profile. */
export function describeProfile(name: string): string {
  return isNamed(name) ? `profile ${quoted(name)}` : name;
}

export function isNamed(profile: string): boolean {
  return profile !== unnamedProfile;
}
