import { graphOfFiles, readConfigFiles, writeFile } from '../../access-keys/config-files.ts';
import { obtainKey, type GivenPair } from '../../access-keys/obtain-key.ts';
import { keepKey } from '../../access-keys/keep-key.ts';
import { withKeychainKey } from '../../access-keys/keychain-edits.ts';
import { lastingLine } from '../setup/lasting-line.ts';
import { locateConfigFiles } from '../../config/files/locations.ts';
import type { ProfileGraph } from '../../config/graph.ts';
import { Failure } from '../../ground/failure.ts';
import { describeOrigin } from '../../ground/origin.ts';
import type { Host } from '../../host/host.ts';
import { chooseProfile } from '../../plan/model/request.ts';
import { createLazyKeychain } from '../../run/lazy/lazy-keychain.ts';
import { meetPerson } from '../../run/person.ts';
import type { RunOptions } from '../../run/run-options.ts';
import { startRun } from '../../run/run.ts';
import { whoAmI } from '../../run/who-am-i.ts';
import { describeProfile } from '../../words/profile-name.ts';
import { printable } from '../../words/text.ts';
import { profileWord } from '../../words/shell-word.ts';

/**
 * Puts a key into the keychain and has a profile use it, after AWS has accepted the key. The keychain comes first: a
 * profile never names a key that is not there.
 */
export async function addKey(
  named: string | undefined,
  pair: GivenPair,
  options: RunOptions,
  host: Host,
): Promise<void> {
  const { env, home, platform } = host;
  const line = lastingLine(host);
  const files = readConfigFiles(locateConfigFiles(env, home, platform));
  const profile = chooseProfile(named, new Map(), env) ?? 'default';
  refuseSecond(profile, graphOfFiles(files));
  const key = await obtainKey(pair, await meetPerson(host, {}), host);
  const after = withKeychainKey(files, profile, key.accessKeyId, { platform, line });
  const run = startRun(host, options, graphOfFiles(after));
  const { plan } = run.resolve(profile, 'renewing');
  if (plan.source.kind !== 'keychain' || plan.source.accessKeyId !== key.accessKeyId)
    throw new Failure('configuration', `${describeProfile(profile)} has other credentials`, [
      `\`awsmfa explain ${profileWord(profile)}\` shows which`,
      'name a profile that has none yet',
    ]);
  const { arn } = await whoAmI(key, plan, host);
  await keepKey(key, createLazyKeychain(host));
  for (const [index, file] of files.entries()) writeFile(file, after[index] ?? file);
  const where = Object.values(plan.source.origins).map(describeOrigin).join(', ');
  await host.out(
    `access key ${key.accessKeyId} of ${printable(arn)} is in the keychain\n` +
      `${describeProfile(profile)} uses it (${where})\n`,
  );
}

function refuseSecond(profile: string, graph: ProfileGraph): void {
  const pair = graph.profile(profile)?.settings.get('aws_access_key_id');
  if (pair === undefined) return;
  throw new Failure(
    'configuration',
    `${describeProfile(profile)} has a key already (${describeOrigin(pair.origin)})`,
    [
      `\`awsmfa keys move ${profileWord(profile)}\` moves it to the keychain`,
      'or name another profile',
    ],
  );
}
