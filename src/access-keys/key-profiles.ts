import { profileIn, profilesIn, type ConfigFile } from './config-files.ts';

/** For each access key, the profiles of either file that name it by this setting. */
export function keyProfiles(
  files: readonly ConfigFile[],
  setting: 'aws_access_key_id' | 'awsmfa_access_key_id',
): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const file of files) {
    for (const profile of profilesIn(file)) {
      const id = profileIn(file, profile)?.settings.get(setting)?.value;
      if (!id) continue;
      const profiles = found.get(id) ?? new Set();
      found.set(id, profiles.add(profile));
    }
  }
  return new Map([...found].map(([id, profiles]) => [id, [...profiles]]));
}
