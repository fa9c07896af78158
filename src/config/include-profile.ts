import { expirationNames } from './key-expiration.ts';
import { Failure } from '../ground/failure.ts';
import type { Profile, Setting } from './dialect/profile.ts';

/** Credentials are never inherited: each profile says for itself whose keys it uses. */
const credentialKeys: ReadonlySet<string> = new Set([
  'aws_access_key_id',
  'awsmfa_access_key_id',
  'aws_secret_access_key',
  'aws_session_token',
  'credential_process',
  'login_session',
  'web_identity_token_file',
  ...expirationNames,
]);

/**
 * Adds what `include_profile` includes, as in aws-vault: the settings of the included profile, and of those it
 * includes in turn; the nearest value wins. The settings keep their origins.
 *
 * @param find a profile by name, with its own settings only
 * @param clues what to do about a profile that is not there
 * @throws Failure of kind `configuration` where the included profile does not exist or the includes form a loop
 */
export function withIncluded(
  profile: Profile,
  find: (name: string) => Profile | undefined,
  clues: (name: string) => readonly string[],
): Profile {
  const settings = new Map(profile.settings);
  for (const included of includedBy(profile, find, clues)) {
    for (const [key, setting] of included.settings) {
      if (!settings.has(key) && !credentialKeys.has(key) && !isOverruled(key, profile))
        settings.set(key, setting);
    }
  }
  return { ...profile, settings };
}

/** Where to sign in may be shared, but not in place of credentials that the profile has itself. */
function isOverruled(key: string, { settings }: Profile): boolean {
  return key.startsWith('sso_') && [...credentialKeys].some((own) => isFilled(settings.get(own)));
}

function includedBy(
  profile: Profile,
  find: (name: string) => Profile | undefined,
  clues: (name: string) => readonly string[],
): Profile[] {
  const chain = new Map([[profile.name, profile]]);
  let include = profile.settings.get('include_profile');
  while (isFilled(include)) {
    const next = find(include.value);
    if (next === undefined) throw missing(include, clues(include.value));
    if (chain.has(next.name)) throw loop([...chain.keys(), next.name], include);
    chain.set(next.name, next);
    include = next.settings.get('include_profile');
  }
  return [...chain.values()].slice(1);
}

function isFilled(setting: Setting | undefined): setting is Setting {
  return setting !== undefined && setting.value !== '';
}

function missing(include: Setting, hints: readonly string[]): Failure {
  return new Failure(
    'configuration',
    `\`include_profile\` names a profile that does not exist, "${include.value}" (${place(include)})`,
    hints,
    'source',
  );
}

function loop(names: readonly string[], include: Setting): Failure {
  return new Failure(
    'configuration',
    `the included profiles form a loop (${place(include)}): ${names.join(' → ')}`,
    ['remove one of these `include_profile` settings'],
    'loop',
  );
}

function place({ origin }: Setting): string {
  return `${origin.file}:${origin.line}`;
}
