import { Failure } from '../ground/failure.ts';
import type { Profile, Setting } from './dialect/profile.ts';

/** Credentials are never inherited: whose keys a profile uses stands in the profile itself. */
const credentialKeys: ReadonlySet<string> = new Set([
  'aws_access_key_id',
  'aws_secret_access_key',
  'aws_session_token',
  'credential_process',
]);

/**
 * Adds what `include_profile` brings, as aws-vault has it: a profile lacks nothing that the profile it
 * includes holds, nor what that one includes; the nearest value wins. The settings keep the origins they
 * have there.
 *
 * @param find a profile by name, with its own settings only
 * @throws Failure of kind `configuration` where the included profile does not exist or includes come round
 * again
 */
export function withIncluded(
  profile: Profile,
  find: (name: string) => Profile | undefined,
): Profile {
  if (!isFilled(profile.settings.get('include_profile'))) return profile;
  const settings = new Map(profile.settings);
  for (const included of includedBy(profile, find)) {
    for (const [key, setting] of included.settings) {
      if (!settings.has(key) && !credentialKeys.has(key)) settings.set(key, setting);
    }
  }
  return { ...profile, settings };
}

function includedBy(profile: Profile, find: (name: string) => Profile | undefined): Profile[] {
  const chain = new Map([[profile.name, profile]]);
  let include = profile.settings.get('include_profile');
  while (isFilled(include)) {
    const next = find(include.value);
    if (next === undefined) throw missing(include);
    if (chain.has(next.name)) throw loop([...chain.keys(), next.name], include);
    chain.set(next.name, next);
    include = next.settings.get('include_profile');
  }
  return [...chain.values()].slice(1);
}

function isFilled(setting: Setting | undefined): setting is Setting {
  return setting !== undefined && setting.value !== '';
}

function missing(include: Setting): Failure {
  return new Failure(
    'configuration',
    `\`include_profile\` names a profile that does not exist, "${include.value}" (${place(include)})`,
    [`add a profile "${include.value}", or name another one`],
  );
}

function loop(names: readonly string[], include: Setting): Failure {
  return new Failure(
    'configuration',
    `the included profiles form a loop (${place(include)}): ${names.join(' → ')}`,
    ['remove one of these `include_profile` settings'],
  );
}

function place({ origin }: Setting): string {
  return `${origin.file}:${origin.line}`;
}
