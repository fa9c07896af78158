import { expect, test } from 'vitest';
import type { KeySource } from '../../../src/plan/model/plan.ts';
import { describeSource } from '../../../src/render/values/key-source.ts';

const identity = { identity: 'i', roleSessionName: 'jane' };
const key = { accessKeyId: 'AKIA1', temporary: false } as const;

test.for<[KeySource, string]>([
  [{ kind: 'static', ...key, profile: 'a', origins: {} }, 'access key AKIA1 of profile "a"'],
  [
    { kind: 'static', ...key, temporary: true, profile: 'a', origins: {} },
    'temporary keys AKIA1 of profile "a"',
  ],
  [
    { kind: 'keychain', ...key, profile: 'a', origins: {} },
    'access key AKIA1 of profile "a", in the keychain',
  ],
  [{ kind: 'environment', ...key, origins: {} }, 'access key AKIA1 of the environment'],
  [
    { kind: 'environment', ...key, temporary: true, origins: {} },
    'temporary keys AKIA1 of the environment',
  ],
  [
    { kind: 'process', command: 'x', profile: 'a', origins: {} },
    'the `credential_process` of profile "a"',
  ],
  [{ kind: 'ec2', profile: 'a', origins: {} }, 'the EC2 instance metadata'],
  [{ kind: 'container', identity: 'i', origins: {} }, 'the container credentials endpoint'],
  [
    { kind: 'web-identity', roleArn: 'arn:r', tokenFile: 't', ...identity, origins: {} },
    'role arn:r by web identity',
  ],
  [
    { kind: 'sso', startUrl: 'u', region: 'r', accountId: '1', roleName: 'reader', origins: {} },
    'IAM Identity Center: role reader in account 1',
  ],
  [{ kind: 'login', session: 's', profile: 'a', origins: {} }, 'the console login of profile "a"'],
])('where a chain starts is said in a few words: %j', ([source, words]) => {
  expect(describeSource(source)).toBe(words);
});
