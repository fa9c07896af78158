import { expect, test } from 'vitest';
import type { Credentials } from '../../src/ground/credentials.ts';
import { Secret } from '../../src/ground/secret.ts';
import type { Plan } from '../../src/plan/model/plan.ts';
import { signAttempt } from '../../src/run/lock/sign-attempt.ts';

const plan: Plan = {
  profile: 'prod',
  origins: {},
  source: {
    kind: 'static',
    profile: 'management',
    accessKeyId: 'AKIAEXAMPLE',
    temporary: false,
    origins: {},
  },
  sts: {
    partition: 'aws',
    region: 'eu-west-1',
    fips: false,
    dualStack: false,
    globalEndpoint: false,
    origins: {},
  },
  codes: { prompt: ['tty'], origins: {} },
  steps: [],
};
const key: Credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: new Secret('secret') };

interface Changes {
  readonly text?: string;
  readonly plan?: Partial<Plan>;
  readonly key?: Credentials;
  readonly tokenCode?: string;
  readonly env?: Record<string, string>;
}

function signature(changes: Changes = {}): Promise<string | undefined> {
  const attempt = {
    plan: { ...plan, ...changes.plan },
    keys: () => Promise.resolve(changes.key ?? key),
    tokenCode: changes.tokenCode,
  };
  return signAttempt(changes.text ?? 'salt', attempt, changes.env ?? { HOME: '/home/jane' });
}

test.each<[string, Changes]>([
  ['the same again', {}],
  ['of another profile', { plan: { profile: 'dev' } }],
  [
    'with the same settings from another file',
    { plan: { sts: { ...plan.sts, origins: { fips: { kind: 'environment', name: 'X' } } } } },
  ],
  ['with another variable that is nothing to AWS', { env: { HOME: '/root' } }],
])('an attempt %s has the same signature', async (_name, changes) => {
  expect(await signature()).toMatch(/^[0-9a-f]{64}$/);
  expect(await signature(changes)).toBe(await signature());
});

test.each<[string, Changes]>([
  ['another secret', { key: { ...key, secretAccessKey: new Secret('other') } }],
  ['a session token', { key: { ...key, sessionToken: new Secret('token') } }],
  ['another region', { plan: { sts: { ...plan.sts, region: 'us-east-1' } } }],
  ['a proxy', { env: { HTTPS_PROXY: 'http://proxy' } }],
  ['a proxy in small letters', { env: { http_proxy: 'http://proxy' } }],
  ['an exception from the proxy', { env: { NO_PROXY: '*' } }],
  ['a CA bundle', { env: { AWS_CA_BUNDLE: '/ca.pem' } }],
  ['certificates of Node', { env: { NODE_EXTRA_CA_CERTS: '/ca.pem' } }],
  ['another text', { text: 'other salt' }],
])('an attempt with %s has another signature', async (_name, changes) => {
  const other = await signature(changes);
  expect(other).toMatch(/^[0-9a-f]{64}$/);
  expect(other).not.toBe(await signature());
});

test('an attempt with a given code has none: others may have been given another one', async () => {
  expect(await signature({ tokenCode: '123456' })).toBeUndefined();
});

test('an attempt whose key would have to be fetched has none', async () => {
  expect(await signature({ plan: { source: { kind: 'ec2', origins: {} } } })).toBeUndefined();
});
