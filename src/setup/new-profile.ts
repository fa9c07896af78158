import { Failure } from '../ground/failure.ts';
import type { Secret } from '../ground/secret.ts';
import { quoted } from '../words/text.ts';
import { hasSection, sectionSettings, type ConfigDraft, type FileEdit } from './config-draft.ts';
import { profileWord } from '../words/shell-word.ts';

/** An access key that is in no file yet. */
export interface NewKey {
  readonly profile: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret;
}

/** A profile that is not there yet. */
export interface NewProfile {
  readonly name: string;
  readonly line: string;
  readonly region?: string;
  /** Settings of the role, by the names awsmfa alone reads; none for a profile that is the key's MFA session. */
  readonly chain: ReadonlyMap<string, string>;
}

/**
 * The key goes where all of AWS's tools look for it. The device goes beside it, so that later roles need not name it.
 */
export function addKey({ profile, accessKeyId, secretAccessKey }: NewKey): readonly FileEdit[] {
  const section = { type: 'profile', name: profile } as const;
  const set = (key: string, value: string): FileEdit => ({
    file: 'credentials',
    edit: { kind: 'set', section, key, value },
  });
  return [
    { file: 'credentials', edit: { kind: 'add-section', section } },
    set('aws_access_key_id', accessKeyId),
    set('aws_secret_access_key', secretAccessKey.reveal()),
  ];
}

/** In the section of the key's profile, from which every role that starts from it finds the device. */
export function nameDevice(profile: string, mfaSerial: string): readonly FileEdit[] {
  const section = { type: 'profile', name: profile } as const;
  return [
    { file: 'config', edit: { kind: 'add-section', section } },
    { file: 'config', edit: { kind: 'set', section, key: 'mfa_serial', value: mfaSerial } },
  ];
}

/** @throws Failure of kind `configuration` where there is such a profile with more than a region in it */
export function addProfile(
  draft: ConfigDraft,
  { name, line, region, chain }: NewProfile,
): readonly FileEdit[] {
  refuseTaken(draft, name);
  const section = { type: 'profile', name } as const;
  const settings = [
    ['credential_process', line],
    ...(region === undefined ? [] : [['region', region] as const]),
    ...chain,
  ] as const;
  return [
    { file: 'config', edit: { kind: 'add-section', section } },
    ...settings.map(([key, value]): FileEdit => ({
      file: 'config',
      edit: { kind: 'set', section, key, value },
    })),
  ];
}

function refuseTaken(draft: ConfigDraft, name: string): void {
  const isThere = hasSection(draft, 'config', name) || hasSection(draft, 'credentials', name);
  const own = sectionSettings(draft, name).filter(
    ({ key }) => key !== 'region' && key !== 'output',
  );
  if (!isThere || own.length === 0) return;
  throw new Failure('configuration', `there is a profile ${quoted(name)} already`, [
    'give the new one another name with `--profile NAME`',
    `or run \`awsmfa setup ${profileWord(name)}\` without \`--role-arn\`, to wire the one that is there`,
  ]);
}
