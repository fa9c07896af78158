import { graphOfFiles, readConfigFiles, writeFile } from '../../access-keys/config-files.ts';
import { keepKey } from '../../access-keys/keep-key.ts';
import { withKeychainKey } from '../../access-keys/keychain-edits.ts';
import { lastingLine } from '../setup/lasting-line.ts';
import { locateConfigFiles } from '../../config/files/locations.ts';
import type { ProfileGraph } from '../../config/graph.ts';
import type { AccessKey } from '../../ground/credentials.ts';
import { Failure } from '../../ground/failure.ts';
import { describeOrigin } from '../../ground/origin.ts';
import { Secret } from '../../ground/secret.ts';
import type { Host } from '../../host/host.ts';
import { chooseProfile } from '../../plan/model/request.ts';
import { createLazyKeychain } from '../../run/lazy/lazy-keychain.ts';
import { meetPerson } from '../../run/person.ts';
import type { RunOptions } from '../../run/run-options.ts';
import { startRun } from '../../run/run.ts';
import { whoAmI } from '../../run/who-am-i.ts';
import { looksSecret } from '../../words/key-text.ts';
import { describeProfile } from '../../words/profile-name.ts';
import { printable } from '../../words/text.ts';

export interface GivenPair {
  /** Undefined: asked for. */
  readonly accessKeyId: string | undefined;
  readonly secretFrom: 'person' | 'stdin';
}

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
  const key = await obtainKey(pair, host);
  const after = withKeychainKey(files, profile, key.accessKeyId, { platform, line });
  const run = startRun(host, options, graphOfFiles(after));
  const { plan } = run.resolve(profile, 'renewing');
  if (plan.source.kind !== 'keychain' || plan.source.accessKeyId !== key.accessKeyId)
    throw new Failure('configuration', `${describeProfile(profile)} has other credentials`, [
      `\`awsmfa explain ${profile}\` shows which`,
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
    [`\`awsmfa keys move ${profile}\` moves it to the keychain`, 'or name another profile'],
  );
}

async function obtainKey({ accessKeyId, secretFrom }: GivenPair, host: Host): Promise<AccessKey> {
  const person = await meetPerson(host, {});
  const id =
    accessKeyId === undefined
      ? await person.text({
          message: 'Access key id',
          instead: '`--access-key-id ID`',
          validate: (text) => whatIsWrong(text) ?? true,
        })
      : checked(accessKeyId);
  const secret =
    secretFrom === 'stdin'
      ? new Secret((await host.readLine())?.trim() ?? '')
      : await person.secret({
          message: 'Secret access key',
          instead: '`--secret-access-key -`, and the secret on standard input',
        });
  return { accessKeyId: id, secretAccessKey: secret };
}

function checked(accessKeyId: string): string {
  const wrong = whatIsWrong(accessKeyId);
  if (wrong === undefined) return accessKeyId;
  throw new Failure('usage', `\`--access-key-id\`: ${wrong}`, ['copy the id of the key again']);
}

/** What is not shown: it may be the secret. */
function whatIsWrong(accessKeyId: string): string | undefined {
  if (looksSecret(accessKeyId)) return 'this is a secret, not an access key id';
  if (accessKeyId.startsWith('ASIA')) return 'a temporary key cannot be kept';
  return /^\w{16,128}$/.test(accessKeyId) ? undefined : 'this is not an access key id';
}
