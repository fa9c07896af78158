import { expect, test } from 'vitest';
import { Failure } from '../../src/ground/failure.ts';
import { Secret } from '../../src/ground/secret.ts';
import { keyFromKeychain } from '../../src/keys/from-keychain.ts';

const source = {
  kind: 'keychain',
  profile: 'my team',
  accessKeyId: 'AKIAKEPT',
  temporary: false,
  origins: {
    accessKeyId: { kind: 'file', file: '~/.aws/config', line: 7, name: 'awsmfa_access_key_id' },
    region: { kind: 'option', name: '--region' },
  },
} as const;

const holding = (secret: Secret | undefined) => ({ get: () => Promise.resolve(secret) });

test('a key is the id in the profile with the secret in the keychain', async () => {
  const secretAccessKey = new Secret('kept');
  const asked: string[] = [];
  const keychain = {
    get: (id: string) => Promise.resolve((asked.push(id), secretAccessKey)),
  };
  expect(await keyFromKeychain(source, keychain)).toStrictEqual({
    accessKeyId: 'AKIAKEPT',
    secretAccessKey,
  });
  expect(asked).toEqual(['AKIAKEPT']);
});

test('it has the account that its profile names', async () => {
  const accountId = '111111111111';
  const key = await keyFromKeychain({ ...source, accountId }, holding(new Secret('kept')));
  expect(key.accountId).toBe(accountId);
});

test('a key that the keychain does not have is named with its profile and its places', async () => {
  await expect(keyFromKeychain(source, holding(undefined))).rejects.toEqual(
    new Failure(
      'configuration',
      'the keychain does not have access key "AKIAKEPT" of profile "my team" (~/.aws/config:7, --region)',
      ["put it there with `awsmfa keys add 'my team'`, or remove `awsmfa_access_key_id`"],
    ),
  );
});
