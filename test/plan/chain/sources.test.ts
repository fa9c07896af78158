import { describe, expect, test } from 'vitest';
import { describeOrigin } from '../../../src/ground/origin.ts';
import { failureOf, graphOf } from '../../support/config-texts.ts';
import { asOptions, planOf, type Asked } from '../planning.ts';

const role = 'arn:aws:iam::222222222222:role/admin';
const pair = 'aws_access_key_id = AKIAPAIR\naws_secret_access_key = s\n';

/** The source of a profile, with its origins in a few words each. */
function source(settings: string, asked: Asked = {}, more = '') {
  const { origins, ...found } = planOf(
    graphOf(`[profile app]\n${settings}\n${more}`),
    asked,
  ).source;
  const where = Object.entries(origins).map(([name, origin]) => [name, describeOrigin(origin)]);
  return { ...found, origins: Object.fromEntries(where) as Record<string, string> };
}

describe('a source says what it is, and where that stands:', () => {
  test('a key pair', () => {
    expect(source(`${pair}aws_account_id = 111111111111`)).toEqual({
      kind: 'static',
      profile: 'app',
      accessKeyId: 'AKIAPAIR',
      temporary: false,
      accountId: '111111111111',
      origins: { accessKeyId: '/aws/config:2' },
    });
  });

  test('a key in the keychain', () => {
    const settings = 'awsmfa_access_key_id = AKIAKEPT\naws_account_id = 111111111111';
    expect(source(settings)).toEqual({
      kind: 'keychain',
      profile: 'app',
      accessKeyId: 'AKIAKEPT',
      temporary: false,
      accountId: '111111111111',
      origins: { accessKeyId: '/aws/config:2' },
    });
  });

  test('another program', () => {
    expect(source('credential_process = helper\naws_account_id = 111111111111')).toEqual({
      kind: 'process',
      profile: 'app',
      command: 'helper',
      accountId: '111111111111',
      origins: { command: '/aws/config:2' },
    });
  });

  test('a console login, with the endpoint that is configured for it', () => {
    expect(source('login_session = arn:aws:iam::1:user/jane')).toEqual({
      kind: 'login',
      profile: 'app',
      session: 'arn:aws:iam::1:user/jane',
      origins: { session: '/aws/config:2' },
    });
    const env = { AWS_ENDPOINT_URL_SIGNIN: 'http://127.0.0.1:1' };
    expect(source('login_session = x', { env })).toMatchObject({ endpoint: 'http://127.0.0.1:1' });
  });

  test('the keys of the environment', () => {
    const env = { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 's', AWS_ACCOUNT_ID: '1' };
    expect(source('', { env })).toEqual({
      kind: 'environment',
      accessKeyId: 'AKIAENV',
      temporary: false,
      accountId: '1',
      origins: { accessKeyId: 'AWS_ACCESS_KEY_ID' },
    });
  });

  test('a web identity of a profile', () => {
    const settings = `role_arn = ${role}\nweb_identity_token_file = /token\n`;
    expect(source(settings)).toEqual({
      kind: 'web-identity',
      profile: 'app',
      roleArn: role,
      tokenFile: '/token',
      identity: expect.any(String) as string,
      roleSessionName: 'jane',
      origins: { tokenFile: '/aws/config:3', roleArn: '/aws/config:2' },
    });
    expect(source(`${settings}role_session_name = pod`)).toMatchObject({
      roleSessionName: 'pod',
      origins: { roleSessionName: '/aws/config:4' },
    });
  });

  test('a web identity of the environment', () => {
    const asked = {
      profile: 'default',
      env: {
        AWS_WEB_IDENTITY_TOKEN_FILE: '/token',
        AWS_ROLE_ARN: role,
        AWS_ROLE_SESSION_NAME: 'pod',
      },
    };
    expect(source('', asked).origins).toEqual({
      roleArn: 'AWS_ROLE_ARN',
      tokenFile: 'AWS_WEB_IDENTITY_TOKEN_FILE',
      roleSessionName: 'AWS_ROLE_SESSION_NAME',
    });
  });

  test('the instance metadata, at the endpoint of the profile that the SDK goes by', () => {
    const settings = `role_arn = ${role}\ncredential_source = Ec2InstanceMetadata`;
    const ofDefault = '[default]\nec2_metadata_service_endpoint = http://127.0.0.1:1\n';
    expect(source(settings)).toEqual({
      kind: 'ec2',
      profile: 'app',
      origins: { source: '/aws/config:3' },
    });
    expect(source(settings, {}, ofDefault)).toMatchObject({ endpoint: 'http://127.0.0.1:1' });
  });

  test('a container, even if no variable says where its credentials are', () => {
    const settings = `role_arn = ${role}\ncredential_source = EcsContainer`;
    const full = { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:1/x' };
    expect(source(settings, { env: full }).origins).toEqual({
      source: '/aws/config:3',
      endpoint: 'AWS_CONTAINER_CREDENTIALS_FULL_URI',
    });
    for (const env of [{}, { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'no url' }])
      expect(source(settings, { env })).toEqual({
        kind: 'container',
        profile: 'app',
        identity: expect.any(String) as string,
        origins: { source: '/aws/config:3' },
      });
  });
});

describe('of a profile with more than one, the source is', () => {
  const chained = `role_arn = ${role}\nsource_profile = app`;
  const base = `[profile base]\nrole_arn = ${role}\nsource_profile = app\n${pair}`;

  test('its own key, where it is the source of its own role', () => {
    expect(source(`${chained}\n${pair}`)).toMatchObject({ accessKeyId: 'AKIAPAIR' });
  });

  test('its own key, where it is the source of another, whose role it would assume itself', () => {
    const plan = planOf(
      graphOf(`[profile app]\n${chained.replace('= app', '= base')}\n${base}`),
      {},
    );
    expect(plan.source).toMatchObject({ profile: 'base', accessKeyId: 'AKIAPAIR' });
    expect(plan.steps).toHaveLength(1);
  });
});

describe('a key cannot be', () => {
  test.for([
    [
      'half a pair',
      'aws_access_key_id = AKIA',
      'profile "app" (/aws/config:2) has half a key pair: `aws_secret_access_key` is missing',
      ['add `aws_secret_access_key` beside it, or remove the other half'],
    ],
    [
      'in the keychain and in a file',
      `awsmfa_access_key_id = AKIA\n${pair}`,
      'profile "app" (/aws/config:2) has `awsmfa_access_key_id` and a key pair (/aws/config:3)',
      [
        '`awsmfa keys move app` moves the pair to the keychain',
        'or remove `awsmfa_access_key_id` to use the pair',
      ],
    ],
    [
      'temporary in the keychain',
      'awsmfa_access_key_id = ASIATEMP',
      'profile "app" (/aws/config:2) has `awsmfa_access_key_id = ASIATEMP`, which is no long-term key',
      ['name a key whose id begins with `AKIA`'],
    ],
    [
      'a secret in place of its id in the keychain',
      'awsmfa_access_key_id = wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
      '`awsmfa_access_key_id` (/aws/config:2) is not an access key id',
      ['are the two halves of the key pair swapped?'],
    ],
  ] as const)('%s', ([, settings, message, hints]) => {
    expect(failureOf(() => source(settings))).toMatchObject({ message, hints });
  });

  test('half a pair of the environment', () => {
    const env = { AWS_SECRET_ACCESS_KEY: 's' };
    expect(failureOf(() => source('', { env }))).toMatchObject({
      message: 'the environment has half a key pair: `AWS_ACCESS_KEY_ID` is not set',
      hints: ['set `AWS_ACCESS_KEY_ID`, or unset the other half'],
    });
  });
});

describe('a source that is not all there says what to add:', () => {
  const token = 'web_identity_token_file = /token';

  test('a web identity without a role', () => {
    expect(failureOf(() => source(token))).toMatchObject({
      message: 'profile "app" (/aws/config:2) lacks `role_arn`',
      hints: ['add `role_arn` to it'],
    });
    const env = { AWS_WEB_IDENTITY_TOKEN_FILE: '/token' };
    expect(failureOf(() => source('', { profile: 'default', env })).hints).toEqual([
      'set `AWS_ROLE_ARN` to the role that the token is for, or unset the other',
    ]);
  });

  test('an environment without keys', () => {
    const settings = `role_arn = ${role}\ncredential_source = Environment`;
    expect(failureOf(() => source(settings)).hints).toEqual([
      'set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`',
    ]);
  });

  test('a profile with nothing', () => {
    expect(failureOf(() => source('region = eu-west-1')).hints).toEqual([
      'give it an access key, a role with a `source_profile`, or a `credential_process`',
      'or set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`',
    ]);
  });

  test('no profile at all', () => {
    const asked = { profile: undefined, overrides: asOptions({ role_arn: role }) };
    expect(failureOf(() => source('', asked))).toMatchObject({
      message: 'the environment holds no credentials',
      hints: [
        'give it an access key, a role with a `source_profile`, or a `credential_process`',
        'or set `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`',
      ],
    });
  });
});
