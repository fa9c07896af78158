import { nearNames } from '../../words/near-names.ts';
import { chainSettings, ownSettings } from '../../plan/model/request.ts';
import { describeProfile } from '../../words/profile-name.ts';
import { printable } from '../../words/text.ts';
import type { FindingKind, Sighting } from '../model/finding.ts';
import type { SettingPlace, Surroundings } from '../model/surroundings.ts';

export const misspeltKind: FindingKind = {
  id: 'misspelt-setting',
  severity: 'error',
  title: 'the name of a setting is misspelt',
  why: 'A setting with an unknown name is silently ignored: a role is not assumed, a device not asked for.',
  mend: 'Correct the name; docs/reference.md has all settings.',
  find: findMisspelt,
};

function findMisspelt({ files }: Surroundings): readonly Sighting[] {
  return files.flatMap(({ settings }) => settings.flatMap((setting) => misspelt(setting) ?? []));
}

const own: readonly string[] = [...chainSettings, ...ownSettings, 'access_key_id'].map(
  (name) => `awsmfa_${name}`,
);

/** What AWS's tools have beside the settings of a chain: none of these is a slip. */
const others: ReadonlySet<string> = new Set([
  ...['aws_access_key_id', 'aws_secret_access_key', 'aws_session_token', 'aws_security_token'],
  ...['credential_process', 'aws_account_id', 'role_name', 'sso_region'],
  ...['include_profile', 'source_identity', 'endpoint_url', 'external_id', 'output', 'color'],
]);

/** The names that a slip of the keyboard costs most. */
const dear: readonly string[] = [
  ...['role_arn', 'source_profile', 'credential_source', 'credential_process', 'mfa_serial'],
  ...['external_id', 'role_session_name', 'duration_seconds', 'aws_access_key_id'],
  ...['aws_secret_access_key', 'aws_session_token'],
];

function misspelt({ profile, key, file, line }: SettingPlace): Sighting | undefined {
  const names = key.startsWith('awsmfa') ? own : dear;
  const isKnown = [...names, ...others, ...chainSettings].some((name) => name === key);
  if (isKnown) return undefined;
  const near = names === own ? nearNames(key, own) : slipsOf(key);
  if (names === dear && near.length === 0) return undefined;
  return {
    what: `${describeProfile(profile)} has \`${printable(key)}\`, which is no setting`,
    at: { file, line },
    ...(near.length > 0 && {
      mend: [`did you mean ${near.map((name) => `\`${name}\``).join(' or ')}?`],
    }),
  };
}

/** Other programs have settings of their own, so that here only a slip or two, or another hyphen, is one. */
function slipsOf(key: string): readonly string[] {
  const normal = key.replaceAll(/[-. ]/g, '_');
  return nearNames(normal, dear).filter(
    (name) => normal === name || Math.abs(normal.length - name.length) <= 2,
  );
}
