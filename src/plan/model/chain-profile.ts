import type { Profile } from '../../config/dialect/profile.ts';
import { roleArn } from '../../words/arn.ts';
import type { Origin, Sourced } from '../../ground/origin.ts';
import { isOwnSetting, type Overrides, type SettingName } from './request.ts';

/** One profile of the chain, as the resolver sees it. */
export interface ChainProfile {
  readonly name: string;
  /** Where the profile is, for messages; undefined for one that is in no file. */
  readonly origin: Origin | undefined;
  /**
   * The override, else the setting with the prefix `awsmfa_`, else the plain one, which awsmfa's own settings do not
   * have. An empty value counts as unset, and hides no other.
   */
  setting(name: SettingName): Sourced | undefined;
  /** Whether an option or a variable of awsmfa's gives the setting. */
  isOverridden(name: SettingName): boolean;
  /** A setting that has no prefixed form: keys, `credential_process`, `sso_*`. */
  readonly plain: (name: string) => Sourced | undefined;
}

export const noOverrides: Overrides = new Map();

export function chainProfile(profile: Profile, overrides: Overrides): ChainProfile {
  const ofProfile = (name: string): Sourced | undefined => filled(profile.settings.get(name));
  const override = (name: SettingName) => filled(overrides.get(name));
  return {
    name: profile.name,
    origin: profile.headers[0],
    setting: (name) =>
      override(name) ??
      ofProfile(`awsmfa_${name}`) ??
      (isOwnSetting(name) ? undefined : ofProfile(name)),
    isOverridden: (name) => override(name) !== undefined,
    plain: ofProfile,
  };
}

function filled(setting: Sourced | undefined): Sourced | undefined {
  return setting?.value === '' ? undefined : setting;
}

/** The role a profile asks for, before its partition may be known. */
export interface RoleSetting {
  readonly origin: Origin;
  /** Undefined where only `aws_account_id` and `role_name` are there to find it by. */
  readonly arn: string | undefined;
  in(partition: string): string;
}

/**
 * `role_arn`, or the pair that the browser extension AWS Extend Switch Roles writes: `aws_account_id` and
 * `role_name`. An account id alone says whose keys these are and asks for no role.
 */
export function roleSetting(profile: ChainProfile): RoleSetting | undefined {
  const arn = profile.setting('role_arn');
  if (arn !== undefined) return { origin: arn.origin, arn: arn.value, in: () => arn.value };
  const account = profile.plain('aws_account_id');
  const name = profile.plain('role_name');
  if (account === undefined || name === undefined) return undefined;
  return {
    origin: name.origin,
    arn: undefined,
    in: (partition) => roleArn(partition, account.value, name.value),
  };
}
