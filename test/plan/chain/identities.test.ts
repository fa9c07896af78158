import { describe, expect, test } from 'vitest';
import type { Machine } from '../../../src/plan/model/request.ts';
import { graphOf } from '../../support/config-texts.ts';
import { machineOf, planOf, type Asked } from '../planning.ts';

const role = 'role_arn = arn:aws:iam::222222222222:role/admin';

/** The key of a role's session, and everything of the machine that was asked for it. */
function keyOf(config: string, known: Partial<Machine>, asked: Asked = {}) {
  const machine = machineOf(known);
  const step = planOf(graphOf(config), { ...asked, machine }).steps.at(-1);
  return step?.key;
}

function jwt(claims: object): string {
  return ['e30', Buffer.from(JSON.stringify(claims)).toString('base64url'), 'c2ln'].join('.');
}

const withToken = (token: string | undefined) => ({ fileText: () => token });

const pod = { iss: 'https://oidc.eks/A', sub: 'system:serviceaccount:a:app', aud: ['pods'] };

describe.each([
  [
    'a container’s token file',
    `[profile app]\n${role}\ncredential_source = EcsContainer\n`,
    {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1/credentials',
      AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '/var/run/token',
    },
  ],
  [
    'a web identity of a profile',
    `[profile base]\n${role}\nweb_identity_token_file = /var/run/token\n[profile app]\n${role}\nsource_profile = base\n`,
    {},
  ],
  [
    'a web identity of the environment',
    `[profile default]\n[profile app]\n${role}\nsource_profile = default\n`,
    { AWS_WEB_IDENTITY_TOKEN_FILE: '/var/run/token', AWS_ROLE_ARN: 'arn:aws:iam::1:role/r' },
  ],
])('behind %s, a session', (name, config, env) => {
  const isDefault = name.endsWith('environment');
  const asked = isDefault
    ? {
        env,
        profile: 'default',
        overrides: new Map([
          ['role_arn', { value: role.slice(11), origin: { kind: 'option', name: '' } }],
        ] as const),
      }
    : { env };
  const key = (token: string | undefined) =>
    keyOf(isDefault ? '' : config, withToken(token), asked);

  test.each([
    ['issuer', { ...pod, iss: 'https://oidc.eks/B' }],
    ['subject', { ...pod, sub: 'system:serviceaccount:b:app' }],
    ['audience', { ...pod, aud: ['others'] }],
    [
      'session tags',
      { ...pod, 'https://aws.amazon.com/tags': { principal_tags: { team: ['b'] } } },
    ],
  ])('is not that of a token with another %s', (_, other) => {
    expect(key(jwt(other))).not.toBe(key(jwt(pod)));
  });

  test('stays that of the same token’s successor', () => {
    const successor = { ...pod, iat: 1, exp: 2, jti: 'x', 'kubernetes.io': { warnafter: 3 } };
    expect(key(`${jwt(successor)}\n`)).toBe(key(jwt(pod)));
  });

  test('is that of the very text where the token is no JSON Web Token', () => {
    const texts = [
      ...['a', 'b', 'a.b', 'a.b.c', `${jwt(pod)}.x`, jwt(pod).replace(/\.\w+$/, '')],
      ...[{ sub: 'x' }, { sub: 'x', jti: 'y' }, { iss: 'x' }, { iss: 'x', jti: 'y' }].map(jwt),
    ];
    const keys = [...texts, jwt(pod), undefined].map(key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('behind another program, a session', () => {
  const behind = (line: string) =>
    `[profile base]\ncredential_process = ${line}\n[profile app]\n${role}\nsource_profile = base\n`;
  const keys = (line: string, here: readonly string[], asked: Asked = {}) =>
    ['/a', '/b'].map((folder) =>
      keyOf(
        behind(line),
        {
          workingDirectory: () => folder,
          exists: (path) => here.includes(path),
        },
        asked,
      ),
    );

  test.for<[string, readonly string[], Asked]>([
    ['./helper', [], {}],
    ['bin/helper --json', [], {}],
    ['python3 helper.py', ['helper.py'], {}],
    ['helper --from=keys.json', ['keys.json'], {}],
    ['helper -fkeys.json', ['keys.json'], {}],
    ['helper file:keys.json', ['keys.json'], {}],
    ['helper @keys.json', ['keys.json'], {}],
    ['helper keys.json:aws', ['keys.json'], {}],
    ['helper --folder vault', ['vault'], {}],
    ['sh -c "cat ./keys.json | jq ."', ['./keys.json'], {}],
    ['helper', ['bin/helper'], { env: { PATH: '/usr/bin:bin' } }],
    ['helper', ['helper'], { env: { PATH: ':/usr/bin' } }],
    ['helper', ['helper'], {}],
    ['helper', ['helper.exe'], { platform: 'win32', env: { PATH: String.raw`C:\bin` } }],
    [
      'helper',
      [String.raw`bin\helper.exe`],
      { platform: 'win32', env: { PATH: String.raw`C:\bin;bin` } },
    ],
    ['helper', ['helper.com'], { platform: 'win32', env: { PATH: String.raw`C:\bin` } }],
    [String.raw`bin\helper`, [], { platform: 'win32' }],
  ])('depends on the working directory where `%s` does', ([line, here, asked]) => {
    const [a, b] = keys(line, here, asked);
    expect(a).not.toBe(b);
  });

  test.for<[string, readonly string[], Asked]>([
    ['/opt/helper --json', ['opt/helper'], {}],
    ['helper keys.json', ['other.json'], {}],
    ['op read op://vault/aws/json', ['other'], {}],
    ['sh -c "pass show aws/jane"', ['jane'], {}],
    ['helper /keys.json', ['/keys.json'], {}],
    ['helper', ['helper', '/usr/bin/helper'], { env: { PATH: '/usr/bin:/bin' } }],
    ['helper', ['bin/helper.exe'], { env: { PATH: '/usr/bin:bin' } }],
    // The working directory itself, which is there on every file system.
    ['helper from: a, b', [''], { env: { PATH: '/usr/bin' } }],
    ['helper a-fkeys.json', ['akeys.json'], {}],
    [String.raw`C:\bin\helper.exe`, [], { platform: 'win32' }],
  ])('is the same in every directory for `%s`', ([line, here, asked]) => {
    const [a, b] = keys(line, here, asked);
    expect(a).toBe(b);
  });
});

test('nothing is asked of the machine for a chain that starts from an access key', () => {
  const unasked = () => expect.unreachable();
  const machine = { userName: unasked, workingDirectory: unasked, fileText: unasked };
  const config = `[profile base]
aws_access_key_id = AKIABASE
aws_secret_access_key = s
mfa_serial = arn:aws:iam::111111111111:mfa/jane
[profile app]
${role}
source_profile = base
`;
  const env = {
    PATH: 'bin',
    AWS_WEB_IDENTITY_TOKEN_FILE: 'token',
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: 'token',
  };
  expect(keyOf(config, machine, { env })).toBeDefined();
});

describe('behind the metadata of an EC2 instance, a session', () => {
  const config = `[profile app]
${role}
credential_source = Ec2InstanceMetadata
[profile a]
ec2_metadata_service_endpoint = http://127.0.0.1:1
[profile b]
ec2_metadata_service_endpoint = http://127.0.0.1:2
`;

  test('is not that of another metadata service', () => {
    const environments = [
      {},
      { AWS_EC2_METADATA_SERVICE_ENDPOINT: 'http://127.0.0.1:1' },
      { AWS_EC2_METADATA_SERVICE_ENDPOINT: 'http://127.0.0.1:2' },
    ];
    const keys = environments.map((env) => keyOf(config, {}, { env }));
    expect(new Set(keys).size).toBe(3);
  });

  test('is that of the service which the SDK asks: as `AWS_PROFILE` configures it', () => {
    const variables = (url: string) => ({ env: { AWS_EC2_METADATA_SERVICE_ENDPOINT: url } });
    for (const [name, url] of [
      ['a', 'http://127.0.0.1:1'],
      ['b', 'http://127.0.0.1:2'],
    ] as const)
      expect(keyOf(config, {}, { env: { AWS_PROFILE: name } })).toBe(
        keyOf(config, {}, variables(url)),
      );
  });
});
