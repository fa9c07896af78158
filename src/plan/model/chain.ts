import type { ChainProfile, RoleSetting } from './chain-profile.ts';
import type { Sourced } from '../../ground/origin.ts';
import type { KeySource } from './plan.ts';
import type { SettingName } from './request.ts';

/** A profile's chain, from the requested profile down to the credentials it all starts from. */
export interface Chain {
  /** The profiles passed, the requested one first. */
  readonly profiles: readonly ChainProfile[];
  /** The roles met, the requested one first: STS is called for the last of them first. */
  readonly hops: readonly Hop[];
  readonly source: KeySource;
}

/** A setting of the profile nearest to the requested one that has it. */
export function nearest({ profiles }: Chain, name: SettingName): Sourced | undefined {
  return profiles.map((profile) => profile.setting(name)).find((found) => found !== undefined);
}

export interface Hop {
  readonly profile: ChainProfile;
  readonly role: RoleSetting;
}
