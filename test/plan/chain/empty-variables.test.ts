import { describe, expect, test } from 'vitest';
import type { Environment } from '../../../src/ground/environment.ts';
import { failureOf, graphOf } from '../../support/config-texts.ts';
import { planOf } from '../planning.ts';

const keys = { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 's' };
const webIdentity = {
  AWS_WEB_IDENTITY_TOKEN_FILE: '/token',
  AWS_ROLE_ARN: 'arn:aws:iam::222222222222:role/pods',
};
const full = { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:9911/path' };

const sourceOf = (env: Environment) => planOf(graphOf(''), { profile: 'default', env }).source;

describe('an empty variable counts as unset', () => {
  test.for<[string, Environment, Environment]>([
    ['AWS_SESSION_TOKEN', keys, {}],
    ['AWS_ACCOUNT_ID', keys, {}],
    ['AWS_WEB_IDENTITY_TOKEN_FILE', keys, webIdentity],
    ['AWS_WEB_IDENTITY_TOKEN_FILE', full, {}],
    ['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI', full, {}],
    ['AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE', full, {}],
    ['AWS_ROLE_SESSION_NAME', webIdentity, {}],
  ])('%s', ([name, env, more]) => {
    expect(sourceOf({ ...more, ...env, [name]: '' })).toEqual(sourceOf(env));
  });

  test.for([
    ['AWS_CONTAINER_CREDENTIALS_RELATIVE_URI'],
    ['AWS_CONTAINER_CREDENTIALS_FULL_URI'],
    ['AWS_ACCESS_KEY_ID'],
    ['AWS_SECRET_ACCESS_KEY'],
  ] as const)('%s, where there is nothing else', ([name]) => {
    expect(failureOf(() => sourceOf({ [name]: '' })).message).toBe('there is no profile "default"');
  });

  test('AWS_ROLE_ARN, which a token needs', () => {
    const failure = failureOf(() => sourceOf({ ...webIdentity, AWS_ROLE_ARN: '' }));
    expect(failure.message).toBe('`AWS_WEB_IDENTITY_TOKEN_FILE` is set, but `AWS_ROLE_ARN` is not');
  });

  test.for(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] as const)(
    '%s, so that its other half is refused, whatever else there is',
    (name) => {
      for (const env of [{ ...keys, [name]: '' }, without(name)])
        expect(failureOf(() => sourceOf({ ...env, ...webIdentity, ...full })).message).toBe(
          `the environment has half a key pair: \`${name}\` is not set`,
        );
    },
  );
});

function without(name: keyof typeof keys): Environment {
  return Object.fromEntries(Object.entries(keys).filter(([each]) => each !== name));
}

test('an empty account of a key is none', () => {
  const source = (account: string) =>
    planOf(
      graphOf(
        `[profile app]\naws_access_key_id = AKIAFILE\naws_secret_access_key = s\naws_account_id = ${account}\n`,
      ),
      {},
    ).source;
  expect(source('111111111111')).toHaveProperty('accountId', '111111111111');
  expect(source('')).not.toHaveProperty('accountId');
});

test('a container is known by the variable that says where it is', () => {
  const relative = { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/path' };
  const names = [full, { ...full, ...relative }].map((env) => sourceOf(env).origins['endpoint']);
  expect(names).toEqual([
    { kind: 'environment', name: 'AWS_CONTAINER_CREDENTIALS_FULL_URI' },
    { kind: 'environment', name: 'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI' },
  ]);
});
