import type { AccessKey } from '../ground/credentials.ts';
import { Failure } from '../ground/failure.ts';
import { describeOrigin } from '../ground/origin.ts';
import type { Keychain } from '../keychain/keychain.ts';
import type { KeySource } from '../plan/model/plan.ts';
import { describeProfile } from '../words/profile-name.ts';
import { profileWord } from '../words/shell-word.ts';

type FromKeychain = Extract<KeySource, { kind: 'keychain' }>;

/** @throws Failure where the keychain cannot be opened, or does not have the key. */
export async function keyFromKeychain(
  { accessKeyId, accountId, profile, origins }: FromKeychain,
  keychain: Pick<Keychain, 'get'>,
): Promise<AccessKey> {
  const secretAccessKey = await keychain.get(accessKeyId);
  if (secretAccessKey !== undefined)
    return { accessKeyId, secretAccessKey, ...(accountId && { accountId }) };
  const where = Object.values(origins).map(describeOrigin).join(', ');
  throw new Failure(
    'configuration',
    `the keychain does not have access key "${accessKeyId}" of ${describeProfile(profile)} (${where})`,
    [
      `put it there with \`awsmfa keys add ${profileWord(profile)}\`, or remove \`awsmfa_access_key_id\``,
    ],
  );
}
