import type { Edit } from '../config/edit/edit.ts';
import { argumentsOfAwsmfa } from '../plan/chain/launchers.ts';
import { splitCommand } from '../words/split-command.ts';
import { profileIn, sectionOf, withEdits, type ConfigFile } from './config-files.ts';

/** What the lines that run awsmfa are like on this machine. */
export interface LineOptions {
  readonly platform: NodeJS.Platform;
  /** The line for a profile. */
  readonly line: (profile: string) => string;
}

type Files = readonly [config: ConfigFile, credentials: ConfigFile];

/**
 * The two files with a profile that has its key in the keychain: `awsmfa_access_key_id` takes the place of the pair,
 * if there is one, and a `credential_process` of awsmfa serves AWS's tools that are told to use the profile itself.
 */
export function withKeychainKey(
  files: Files,
  profile: string,
  accessKeyId: string,
  options: LineOptions,
): Files {
  const home = holderOf(files, profile);
  const [config, credentials] = files.map((file) => {
    const edits = file.kind === home.kind ? newKey(files, home, profile, accessKeyId, options) : [];
    return withEdits(file, [
      ...withoutPair(file, profile),
      ...edits,
      ...renamedSerial(file, profile),
    ]);
  });
  return [config ?? files[0], credentials ?? files[1]];
}

/** Where the key is said to be now, else the config file: whatever is in the credentials file wins. */
function holderOf([config, credentials]: Files, profile: string): ConfigFile {
  const settings = profileIn(credentials, profile)?.settings;
  const names = ['aws_access_key_id', 'awsmfa_access_key_id'];
  return names.some((name) => settings?.has(name)) ? credentials : config;
}

function newKey(
  files: Files,
  home: ConfigFile,
  profile: string,
  accessKeyId: string,
  options: LineOptions,
): readonly Edit[] {
  const section = sectionOf(profile);
  const set = (key: string, value: string): Edit => ({ kind: 'set', section, key, value });
  const others = files.filter(({ kind }) => kind !== home.kind);
  return [
    ...(profileIn(home, profile) === undefined ? [{ kind: 'add-section' as const, section }] : []),
    set('awsmfa_access_key_id', accessKeyId),
    ...(needsLine([...others, home], profile, options.platform)
      ? [set('credential_process', options.line(profile))]
      : []),
  ];
}

/**
 * Not for a role's profile, which gets its credentials in another way, nor where there is a line of awsmfa's already.
 */
function needsLine(
  files: readonly ConfigFile[],
  profile: string,
  platform: NodeJS.Platform,
): boolean {
  const value = (key: string) =>
    files.map((file) => profileIn(file, profile)?.settings.get(key)?.value).findLast(Boolean);
  if (value('role_arn') !== undefined || value('source_profile') !== undefined) return false;
  const words = splitCommand(value('credential_process') ?? '', platform) ?? [];
  return argumentsOfAwsmfa(words) === undefined;
}

function withoutPair(file: ConfigFile, profile: string): readonly Edit[] {
  const settings = profileIn(file, profile)?.settings;
  return ['aws_access_key_id', 'aws_secret_access_key']
    .filter((key) => settings?.has(key))
    .map((key) => ({ kind: 'unset', section: sectionOf(profile), key }));
}

/** AWS's tools must not find a serial next to a `credential_process`: see the reference. */
function renamedSerial(file: ConfigFile, profile: string): readonly Edit[] {
  const settings = profileIn(file, profile)?.settings;
  const isRole = settings?.has('role_arn') === true;
  if (settings?.has('mfa_serial') !== true || settings.has('awsmfa_mfa_serial') || isRole)
    return [];
  const section = sectionOf(profile);
  return [{ kind: 'rename-setting', section, key: 'mfa_serial', newKey: 'awsmfa_mfa_serial' }];
}
