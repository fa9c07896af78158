import {
  graphOfFiles,
  profileIn,
  readConfigFiles,
  writeFile,
  type ConfigFile,
} from '../../access-keys/config-files.ts';
import { keepKey } from '../../access-keys/keep-key.ts';
import { withKeychainKey } from '../../access-keys/keychain-edits.ts';
import { keyProfiles } from '../../access-keys/key-profiles.ts';
import { lastingLine } from '../setup/lasting-line.ts';
import { locateConfigFiles } from '../../config/files/locations.ts';
import { forgetChangesHolding } from '../../config/files/replace-files.ts';
import type { ProfileGraph } from '../../config/graph.ts';
import type { AccessKey } from '../../ground/credentials.ts';
import { Failure } from '../../ground/failure.ts';
import { describeOrigin } from '../../ground/origin.ts';
import type { Host } from '../../host/host.ts';
import { unknownProfile } from '../../plan/chain/missing-profile.ts';
import { chooseProfile, choosingVariable } from '../../plan/model/request.ts';
import { createLazyKeychain } from '../../run/lazy/lazy-keychain.ts';
import type { RunOptions } from '../../run/run-options.ts';
import { startRun } from '../../run/run.ts';
import { whoAmI } from '../../run/who-am-i.ts';
import { isTemporary, looksSecret } from '../../words/key-text.ts';
import { describeProfile } from '../../words/profile-name.ts';
import { printable } from '../../words/text.ts';
import { profileWord } from '../../words/shell-word.ts';

/**
 * Moves a profile's key from its file to the keychain, and with it every other profile that has the same key. AWS must
 * accept the key and the keychain must give it back before it goes from the file: whenever this is killed, the profile
 * has its key. No backup is made, since it would keep the secret, and none that holds it is left.
 */
export async function moveKey(
  named: string | undefined,
  options: RunOptions,
  host: Host,
): Promise<void> {
  const { env, home, platform } = host;
  const line = lastingLine(host);
  const paths = locateConfigFiles(env, home, platform);
  const files = readConfigFiles(paths);
  const graph = graphOfFiles(files);
  const profile = chooseProfile(named, new Map(), env) ?? 'default';
  if (graph.profile(profile) === undefined)
    throw unknownProfile(profile, choosingVariable(named, env), { graph, env });
  const key = keyOf(profile, graph);
  const profiles = keyProfiles(files, 'aws_access_key_id').get(key.accessKeyId) ?? [];
  let after = files;
  for (const each of profiles) {
    refuseAnother(each, key, files);
    after = withKeychainKey(after, each, key.accessKeyId, { platform, line });
  }
  const run = startRun(host, options, graphOfFiles(after));
  const { arn } = await whoAmI(key, run.resolve(profile, 'renewing').plan, host);
  await keepKey(key, createLazyKeychain(host));
  // The config file first: then whatever one write leaves for the other to change is of no consequence.
  for (const [index, file] of files.entries()) writeFile(file, after[index] ?? file);
  const forgotten = forgetChangesHolding(key.secretAccessKey, [paths.config, paths.credentials]);
  const removed = forgotten.map(
    (path) => `removed, since it held the secret: ${printable(path)}\n`,
  );
  await host.out([describe(key, arn, profiles, after, files), ...removed].join(''));
}

/** @throws Failure where the profile has no key pair in a file. */
function keyOf(profile: string, graph: ProfileGraph): AccessKey {
  const settings = graph.profile(profile)?.settings;
  const id = settings?.get('aws_access_key_id');
  const secret = graph.secret(profile, 'aws_secret_access_key');
  const who = describeProfile(profile);
  if (id === undefined || secret === undefined) {
    const moved = settings?.get('awsmfa_access_key_id');
    throw moved === undefined
      ? new Failure('configuration', `${who} has no access key in a file`, [
          `\`awsmfa explain ${profileWord(profile)}\` shows where its credentials come from`,
          `\`awsmfa keys add ${profileWord(profile)}\` puts a key into the keychain that is in no file`,
        ])
      : new Failure(
          'configuration',
          `the key of ${who} is in the keychain already (${describeOrigin(moved.origin)})`,
          ['`awsmfa keys list` shows the keys that are there'],
        );
  }
  const isSession = isTemporary(id.value) || settings?.has('aws_session_token') === true;
  if (isSession || looksSecret(id.value))
    throw new Failure(
      'configuration',
      `what ${who} holds (${describeOrigin(id.origin)}) is no long-term access key`,
      ['name a profile whose key has an id that begins with `AKIA`, and no session token'],
    );
  return { accessKeyId: id.value, secretAccessKey: secret };
}

/** One file may hide another key in the other: its secret is not ours to remove. */
function refuseAnother(
  profile: string,
  { accessKeyId }: AccessKey,
  files: readonly ConfigFile[],
): void {
  for (const file of files) {
    const other = profileIn(file, profile)?.settings.get('aws_access_key_id');
    if (other === undefined || other.value === accessKeyId) continue;
    throw new Failure(
      'configuration',
      `${describeProfile(profile)} has another key as well (${describeOrigin(other.origin)})`,
      ['remove the one that is not used any more'],
    );
  }
}

function describe(
  { accessKeyId }: AccessKey,
  arn: string,
  profiles: readonly string[],
  after: readonly ConfigFile[],
  before: readonly ConfigFile[],
): string {
  const changed = after.filter((file, index) => file.text !== before[index]?.text);
  const paths = changed.map(({ path }) => printable(path)).join(' and ');
  return (
    `access key ${accessKeyId} of ${printable(arn)} is in the keychain, and no longer in a file\n` +
    `changed: ${paths} (${profiles.map(describeProfile).join(', ')})\n` +
    'no backup was made: it would hold the secret\n'
  );
}
