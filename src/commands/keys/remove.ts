import {
  graphOfFiles,
  profileIn,
  readConfigFiles,
  sectionOf,
  withEdits,
  writeFile,
  type ConfigFile,
} from '../../access-keys/config-files.ts';
import { keyProfiles } from '../../access-keys/key-profiles.ts';
import { locateConfigFiles } from '../../config/files/locations.ts';
import { attempt } from '../../ground/attempt.ts';
import { Failure } from '../../ground/failure.ts';
import type { Host } from '../../host/host.ts';
import { defaultRunOptions } from '../../run/run-options.ts';
import { startRun, type Run } from '../../run/run.ts';
import { meetPerson } from '../../run/person.ts';
import { createLazyKeychain } from '../../run/lazy/lazy-keychain.ts';
import { profileWord } from '../../words/shell-word.ts';
import { describeProfile } from '../../words/profile-name.ts';
import { listed, printable, quoted } from '../../words/text.ts';
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
  const behind = profilesBehind(id, profiles, files, host);
  if (confirmed === 'by asking') await confirm(id, profiles, host);
  // The profiles first: none is to name a key that is not there.
  for (const file of files) writeFile(file, withEdits(file, edits(file, id)));
  const wasThere = await keychain.remove(id);
  const what = wasThere ? 'is no longer in the keychain' : 'was not in the keychain';
  const where = profiles.length === 0 ? '' : `, nor in ${listed(profiles.map(describeProfile))}`;
  await host.out(`access key ${id} ${what}${where}\n${describeBehind(behind, profiles)}`);
}

/** The profiles that name no key, and whose chains start from this one. */
function profilesBehind(
  id: string,
  users: readonly string[],
  files: readonly ConfigFile[],
  host: Host,
): readonly string[] {
  const graph = graphOfFiles(files);
  const run = startRun(host, defaultRunOptions, graph);
  return graph.names().filter((name) => !users.includes(name) && startsFrom(id, name, run));
}

function startsFrom(id: string, profile: string, run: Run): boolean {
  const resolved = attempt(() => run.resolveOneOfMany(profile));
  if (resolved instanceof Failure) return false;
  const { source } = resolved.plan;
  return source.kind === 'keychain' && source.accessKeyId === id;
}

function describeBehind(behind: readonly string[], [user = '']: readonly string[]): string {
  if (behind.length === 0) return '';
  const names = printable(listed(behind.map(describeProfile)));
  return `left without a key: ${names}; \`awsmfa keys add ${profileWord(user)}\` adds another\n`;
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
  const names = listed(profiles.map(quoted));
  return profiles.length === 1 ? `, which profile ${names} uses` : `, which profiles ${names} use`;
}

function notThere(operand: string): Failure {
  return new Failure(
    'configuration',
    `${quoted(operand)} is neither a key in the keychain nor a profile that uses one`,
    ['`awsmfa keys list` shows the keys'],
  );
}
