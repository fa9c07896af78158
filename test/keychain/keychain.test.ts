import { describe, expect, test } from 'vitest';
import { Secret } from '../../src/ground/secret.ts';
import type { ProgramResult } from '../../src/host/process/run-program.ts';
import { createKeychain, type KeychainOptions } from '../../src/keychain/keychain.ts';

type Run = KeychainOptions['run'];

function keychainBy(run: Run, platform: NodeJS.Platform = 'linux') {
  const env = { AWSMFA_TOKEN_CODE: '123456', NODE_OPTIONS: '--inspect', HOME: '/home/jane' };
  return createKeychain({ env, platform, run });
}

function saying(answer: object): Run {
  const stdout = JSON.stringify(answer);
  return () => Promise.resolve({ ended: 'exit', status: 0, stdout, stderr: '' });
}

test('a secret goes to the program by its standard input, and nothing else does', async () => {
  const seen: unknown[] = [];
  const keychain = keychainBy((input, { env }) => {
    seen.push(JSON.parse(input), env);
    return Promise.resolve({ ended: 'exit', status: 0, stdout: '{"value":true}', stderr: '' });
  });
  await keychain.set('AKIA1', new Secret('s3cret'));
  expect(seen).toEqual([
    { does: 'set', account: 'AKIA1', secret: 's3cret' },
    { HOME: '/home/jane' },
  ]);
});

test('what is not there is undefined', async () => {
  expect(await keychainBy(saying({ value: null })).get('AKIA1')).toBeUndefined();
});

describe('what goes wrong is said in words of our own', () => {
  test.for<[string, NodeJS.Platform, string, string]>([
    ['Secret Service: unlock prompt was dismissed', 'linux', 'cancelled', 'was not unlocked'],
    ['User canceled the operation.', 'darwin', 'cancelled', 'was not unlocked'],
    ['User interaction is not allowed.', 'darwin', 'storage', 'the keychain is locked'],
    ['A specified logon session does not exist.', 'win32', 'storage', 'the keychain is locked'],
    ['org.freedesktop.Secret.Error.IsLocked: x', 'linux', 'storage', 'the keychain is locked'],
    ['Secret Service: no result found', 'linux', 'storage', 'there is no keychain yet'],
    ['DBus error: Did not receive a reply.', 'linux', 'storage', 'does not respond'],
    ['zbus error: Failed to connect', 'linux', 'storage', 'there is no keychain here'],
    ["Cannot find module '@napi-rs/keyring'", 'linux', 'storage', 'is not installed'],
    ['Access is denied.', 'win32', 'storage', 'denies access'],
    ['something new', 'linux', 'storage', 'cannot be used: something new'],
  ])('%s (%s)', async ([error, platform, kind, words]) => {
    const opening = keychainBy(saying({ error }), platform).get('AKIA1');
    await expect(opening).rejects.toMatchObject({
      kind,
      message: expect.stringContaining(words) as string,
    });
  });

  test.for<[ProgramResult, string]>([
    [{ ended: 'timeout' }, 'did not respond within 55'],
    [{ ended: 'signal', signal: 'SIGSEGV', stderr: '' }, 'was terminated by SIGSEGV'],
    [{ ended: 'exit', status: 1, stdout: 'no JSON', stderr: '' }, 'ended with status 1'],
    [{ ended: 'not started', reason: 'ENOENT' }, 'could not be opened (ENOENT)'],
    [{ ended: 'too much output' }, 'returned more than any keys take'],
    [{ ended: 'caller gone' }, 'was left'],
  ])('a program that came to no answer: %o', async ([result, words]) => {
    const opening = keychainBy(() => Promise.resolve(result)).get('AKIA1');
    await expect(opening).rejects.toThrow(words);
  });
});
