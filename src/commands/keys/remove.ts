import {
  profileIn,
  readConfigFiles,
  sectionOf,
  withEdits,
  writeFile,
  type ConfigFile,
} from '../../access-keys/config-files.ts';
import { keyProfiles } from '../../access-keys/key-profiles.ts';
import { locateConfigFiles } from '../../config/files/locations.ts';
import { Failure } from '../../ground/failure.ts';
import type { Host } from '../../host/host.ts';
import { meetPerson } from '../../run/person.ts';
import { createLazyKeychain } from '../../run/lazy/lazy-keychain.ts';
import { describeProfile } from '../../words/profile-name.ts';
import { quoted } from '../../words/text.ts';
import { isKeyId } from '../../words/key-text.ts';

export interface RemoveOptions {
  readonly confirmed: 'by option' | 'by asking';
}

/** Removes a key from the keychain, for good, and its id from the profiles that use it. */
export async function removeKey(
  operand: string | undefined,
  { confirmed }: RemoveOptions,
  host: Host,
): Promise<void> {
  if (operand === undefined)
    throw new Failure('usage', 'no key is named', [
      '`awsmfa keys list` shows the keys and their profiles: name one of these',
    ]);
  const { env, home, platform } = host;
  const files = readConfigFiles(locateConfigFiles(env, home, platform));
  const used = keyProfiles(files, 'awsmfa_access_key_id');
  const id = [...used].find(([, profiles]) => profiles.includes(operand))?.[0] ?? operand;
  const profiles = used.get(id) ?? [];
  const keychain = createLazyKeychain(host);
  // A keychain that is locked is to be known before the profiles forget which key is theirs.
  const isKept = isKeyId(id) && (await keychain.get(id)) !== undefined;
  if (profiles.length === 0 && !isKept) throw notThere(operand);
  if (confirmed === 'by asking') await confirm(id, profiles, host);
  // The profiles first: none is to name a key that is not there.
  for (const file of files) writeFile(file, withEdits(file, edits(file, id)));
  const wasThere = await keychain.remove(id);
  const what = wasThere ? 'is no longer in the keychain' : 'was not in the keychain';
  const where = profiles.length === 0 ? '' : `, nor in ${profiles.map(describeProfile).join(', ')}`;
  await host.out(`access key ${id} ${what}${where}\n`);
}

function edits(file: ConfigFile, id: string) {
  const profiles = keyProfiles([file], 'awsmfa_access_key_id').get(id) ?? [];
  return profiles.flatMap((profile) =>
    profileIn(file, profile) === undefined
      ? []
      : [{ kind: 'unset' as const, section: sectionOf(profile), key: 'awsmfa_access_key_id' }],
  );
}

async function confirm(id: string, profiles: readonly string[], host: Host): Promise<void> {
  const person = await meetPerson(host, {});
  const sure = await person.confirm({
    message: `Remove access key ${id}${describeUsers(profiles)}? AWS does not show its secret again`,
    suggestion: 'no',
    instead: '`--yes`',
  });
  if (!sure) throw new Failure('cancelled', 'nothing was removed');
}

function describeUsers(profiles: readonly string[]): string {
  if (profiles.length === 0) return '';
  const names = profiles.map(quoted).join(', ');
  return profiles.length === 1 ? `, which profile ${names} uses` : `, which profiles ${names} use`;
}

function notThere(operand: string): Failure {
  return new Failure(
    'configuration',
    `${quoted(operand)} is neither a key in the keychain nor a profile that uses one`,
    ['`awsmfa keys list` shows the keys'],
  );
}
