import { unnamedProfile } from '../plan/unnamed-profile.ts';
import { quoted } from './text.ts';

/** `profile "prod"`; `the environment` where a role is asked for without any profile. */
export function describeProfile(name: string): string {
  return isNamed(name) ? `profile ${quoted(name)}` : name;
}

export function isNamed(profile: string): boolean {
  return profile !== unnamedProfile;
}
