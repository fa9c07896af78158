import { describe, expect, test } from 'vitest';
import type { KeySource } from '../../../src/plan/model/plan.ts';
import { failureOf, graphOf } from '../../support/config-texts.ts';
import { asOptions, planOf, type Asked } from '../planning.ts';

const keys = { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 's' };
const roleArn = 'arn:aws:iam::222222222222:role/pods';
const webIdentity = { AWS_WEB_IDENTITY_TOKEN_FILE: '/token', AWS_ROLE_ARN: roleArn };
const relative = { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/v2/credentials/secret-name' };
const full = { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:9911/some/path' };

function source(asked: Asked, config = ''): KeySource {
  return planOf(graphOf(config), { profile: 'default', ...asked }).source;
}

describe('the environment, for a run that names no profile', () => {
  test.for<[string, Asked, object]>([
    [
      'keys',
      { env: { ...keys, ...webIdentity, ...full } },
      { kind: 'environment', accessKeyId: 'AKIAENV' },
    ],
    [
      'a web identity',
      { env: { ...webIdentity, ...full } },
      { kind: 'web-identity', roleArn, tokenFile: '/token', roleSessionName: 'jane' },
    ],
    [
      'a web identity with a name',
      { env: { ...webIdentity, AWS_ROLE_SESSION_NAME: 'pod' } },
      { kind: 'web-identity', roleSessionName: 'pod' },
    ],
    [
      'a container’s credentials',
      { env: full },
      { kind: 'container', endpoint: 'http://127.0.0.1:9911' },
    ],
    [
      'an ECS task’s',
      { env: { ...full, ...relative } },
      { kind: 'container', endpoint: 'http://169.254.170.2' },
    ],
  ])('offers %s, in this order', ([, asked, expected]) => {
    expect(source(asked)).toMatchObject(expected);
    expect(source(asked, '[default]\nregion = eu-west-1\n')).toMatchObject(expected);
  });

  test('does not overrule what the profile holds', () => {
    const config = '[default]\naws_access_key_id = AKIAFILE\naws_secret_access_key = s\n';
    expect(source({ env: { ...keys, ...webIdentity } }, config)).toMatchObject({
      kind: 'static',
      accessKeyId: 'AKIAFILE',
    });
  });

  test('is never taken for an instance, which would make every typo wait for its metadata', () => {
    const failure = failureOf(() => source({ env: {} }));
    expect([failure.message, ...failure.hints]).toEqual([
      'there is no profile "default"',
      'run `awsmfa setup`, which makes a first profile',
      'or set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`',
    ]);
  });

  test('offers a named profile its keys and nothing else', () => {
    const config = '[profile app]\nregion = eu-west-1\n';
    const asked = { profile: 'app' };
    expect(source({ ...asked, env: keys }, config)).toMatchObject({ kind: 'environment' });
    const env = { ...webIdentity, ...full };
    expect(failureOf(() => source({ ...asked, env }, config)).message).toContain(
      'holds no credentials',
    );
  });

  test('offers `default` no more than its keys where that is another profile’s source', () => {
    const config = `[default]\nregion = eu-west-1\n[profile app]\nrole_arn = ${roleArn}\nsource_profile = default\n`;
    const asked = { profile: 'app' };
    expect(source({ ...asked, env: keys }, config)).toMatchObject({ kind: 'environment' });
    expect(failureOf(() => source({ ...asked, env: full }, config)).message).toContain(
      'profile "default" (/aws/config:1) holds no credentials',
    );
  });

  test('is not offered to a name that is misspelt', () => {
    const failure = failureOf(() => source({ profile: 'typo', env: keys }));
    expect(failure.message).toContain('there is no profile "typo"');
  });

  test('is not needed for a `default` in no file that is given a role and its source', () => {
    const overrides = asOptions({ role_arn: roleArn, source_profile: 'base' });
    const config = '[profile base]\naws_access_key_id = AKIAFILE\naws_secret_access_key = s\n';
    expect(source({ overrides }, config)).toMatchObject({ accessKeyId: 'AKIAFILE' });
  });

  test('must not offer a token without saying for which role', () => {
    const env = { AWS_WEB_IDENTITY_TOKEN_FILE: '/token' };
    expect(failureOf(() => source({ env }))).toMatchObject({
      kind: 'configuration',
      message: '`AWS_WEB_IDENTITY_TOKEN_FILE` is set, but `AWS_ROLE_ARN` is not',
    });
  });

  test('offers nothing by a role alone, which other tools set as well', () => {
    expect(failureOf(() => source({ env: { AWS_ROLE_ARN: roleArn } })).message).toBe(
      'there is no profile "default"',
    );
  });

  test('counts an empty variable as unset', () => {
    const env = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', ...full };
    expect(source({ env })).toMatchObject({ kind: 'container' });
  });

  test('tells of temporary keys by their token or their id', () => {
    expect(source({ env: { ...keys, AWS_SESSION_TOKEN: 't' } })).toMatchObject({ temporary: true });
    expect(source({ env: { ...keys, AWS_ACCESS_KEY_ID: 'ASIA' } })).toMatchObject({
      temporary: true,
    });
    expect(source({ env: keys })).toMatchObject({ temporary: false });
  });

  test('keeps the rest of a container’s address, which is a secret on ECS, out of the plan', () => {
    const plan = planOf(graphOf(''), { profile: 'default', env: relative });
    expect(JSON.stringify(plan)).not.toContain('secret-name');
  });
});

describe('a named source', () => {
  const config = (name: string) =>
    `[profile app]\nrole_arn = ${roleArn}\ncredential_source = ${name}\n`;
  const named = (name: string, env: Asked['env'] = {}) =>
    source({ profile: 'app', env }, config(name));

  test('is one of the three that AWS knows', () => {
    expect(named('Ec2InstanceMetadata')).toMatchObject({ kind: 'ec2', profile: 'app' });
    expect(named('EcsContainer', full)).toMatchObject({
      kind: 'container',
      profile: 'app',
      endpoint: 'http://127.0.0.1:9911',
    });
    expect(named('Environment', keys)).toMatchObject({ kind: 'environment' });
  });

  test('Environment means the keys, never a web identity', () => {
    expect(failureOf(() => named('Environment', webIdentity)).message).toBe(
      'profile "app" (/aws/config:3) has `credential_source = Environment`, but the environment holds no keys',
    );
  });

  test('of two containers gives two sessions of the same role', () => {
    const keyAt = (port: number) => {
      const env = { AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://127.0.0.1:${port}/` };
      return planOf(graphOf(config('EcsContainer')), { env }).steps[0]?.key;
    };
    expect(keyAt(1)).not.toBe(keyAt(2));
  });

  test.for<[string, object, object]>([
    [
      'full address',
      { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:1/a' },
      { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:1/b' },
    ],
    [
      'relative address',
      { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/v2/credentials/a' },
      { AWS_CONTAINER_CREDENTIALS_RELATIVE_URI: '/v2/credentials/b' },
    ],
    [
      'token',
      { ...full, AWS_CONTAINER_AUTHORIZATION_TOKEN: 'a' },
      { ...full, AWS_CONTAINER_AUTHORIZATION_TOKEN: 'b' },
    ],
  ])('of two containers is told apart by its %s', (variables) => {
    const [, a, b] = variables;
    const keyOf = (env: object) =>
      planOf(graphOf(config('EcsContainer')), { env: { ...env } }).steps[0]?.key;
    expect(keyOf(a)).toBe(keyOf(a));
    expect(keyOf(a)).not.toBe(keyOf(b));
  });
});
