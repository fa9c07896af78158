import type { ChainProfile } from '../../plan/model/chain-profile.ts';
import type { Overrides, SettingName } from '../../plan/model/request.ts';

/**
 * The settings of a role that AWS's tools read: beside a `credential_process` they would assume the role themselves, or
 * refuse the profile. With the prefix `awsmfa_` nobody else reads them.
 */
export const sdkSettings = [
  'role_arn',
  'source_profile',
  'mfa_serial',
  'external_id',
  'role_session_name',
  'duration_seconds',
] as const satisfies readonly SettingName[];

/** What vegas-credentials calls its own; the other settings have AWS's names. */
export const vegasNames = {
  role_arn: 'vegas_role_arn',
  source_profile: 'vegas_source_profile',
} as const;

/**
 * Those that a profile has under their plain names, as awsmfa reads them.
 *
 * @param own the names that it has itself
 */
export function settingsOf(profile: ChainProfile, own: ReadonlySet<string>): Overrides {
  return collect((name) =>
    own.has(name) && profile.plain(name) !== undefined ? profile.setting(name) : undefined,
  );
}

export function vegasSettings(profile: ChainProfile): Overrides {
  const renamed: Partial<Record<SettingName, string>> = vegasNames;
  return collect((name) => profile.plain(renamed[name] ?? name) ?? profile.setting(name));
}

function collect(find: (name: SettingName) => ReturnType<ChainProfile['setting']>): Overrides {
  return new Map(
    sdkSettings.flatMap((name) => {
      const found = find(name);
      return found === undefined ? [] : [[name, found] as const];
    }),
  );
}
