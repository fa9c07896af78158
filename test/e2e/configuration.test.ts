import { describe, expect } from 'vitest';
import { type Home, testIn } from '../support/awsmfa.ts';
import { adminOf, fiveAccounts, jane, keySection, phone } from '../support/five-accounts.ts';

const test = testIn(fiveAccounts);
const role = `role_arn = ${adminOf('prod')}`;

/** What awsmfa says of profile `prod`, with `~` for the home. It must end with status 3 and have called nobody. */
async function complaint(home: Home, profile = 'prod'): Promise<readonly string[]> {
  const { status, stdout, stderr } = await home.helper(profile);
  expect({ status, stdout, calls: home.standIn.calls }).toEqual({
    status: 3,
    stdout: '',
    calls: [],
  });
  const lines = stderr.replaceAll(home.folder, '~').split('\n');
  expect(lines.pop()).toBe('');
  return lines;
}

describe('what does not add up is reported with the profile, the file, the line and what to do', () => {
  test('a profile that is not there', async ({ home }) => {
    home.config(`[profile product]\n${role}\n`);
    expect(await complaint(home, 'prodct')).toEqual([
      'awsmfa: error: there is no profile "prodct"',
      'awsmfa: hint: did you mean "product"?',
    ]);
    expect(await complaint(home, 'something')).toEqual([
      'awsmfa: error: there is no profile "something"',
      'awsmfa: hint: name an existing profile: "product"',
    ]);
  });

  test.for([
    [
      'a loop',
      `[profile prod]\n${role}\nsource_profile = b\n[profile b]\n${role}\nsource_profile = prod`,
      'the source profiles form a loop (~/.aws/config:6): prod → b → prod',
      ['let the last of them hold an access key, or name another `source_profile`'],
    ],
    [
      'a profile that is its own source, and has no key',
      `[profile prod]\n${role}\nsource_profile = prod`,
      'the source profiles form a loop (~/.aws/config:3): prod → prod',
      ['let the last of them hold an access key, or name another `source_profile`'],
    ],
    [
      'half a key pair',
      '[profile prod]\naws_access_key_id = AKIAHALFHALFHALFHALF',
      'profile "prod" (~/.aws/config:2) has half a key pair: `aws_secret_access_key` is missing',
      ['add `aws_secret_access_key` beside it, or remove the other half'],
    ],
    [
      'half a key pair of the source',
      `[profile prod]\n${role}\nsource_profile = base\n[profile base]\naws_secret_access_key = ${jane.secretAccessKey}`,
      'profile "base" (~/.aws/config:5) has half a key pair: `aws_access_key_id` is missing',
      ['add `aws_access_key_id` beside it, or remove the other half'],
    ],
    [
      'both sources',
      `[profile prod]\n${role}\nsource_profile = base\ncredential_source = Environment`,
      'profile "prod" (~/.aws/config:3) has both `source_profile` and `credential_source`',
      ['remove one of the two'],
    ],
    [
      'a role without a source',
      `[profile prod]\n${role}`,
      'profile "prod" (~/.aws/config:2) has a role but no `source_profile` or `credential_source`',
      ['add `source_profile = NAME`, the profile whose credentials may assume the role'],
    ],
    [
      'a source that is not there',
      `[profile prod]\n${role}\nsource_profile = nobody`,
      'profile "prod" (~/.aws/config:3) has `source_profile = nobody`, which does not exist',
      ['name an existing profile: "prod"'],
    ],
    [
      'a source of an unknown kind',
      `[profile prod]\n${role}\ncredential_source = environment`,
      'profile "prod" (~/.aws/config:3) has `credential_source = environment`, which AWS does not know',
      ['use `Environment`, `Ec2InstanceMetadata` or `EcsContainer`'],
    ],
    [
      'a line that is none',
      '[profile prod]\nregion = eu-central-1\nwhat is this\n',
      'a line has no "=" (~/.aws/config:3)',
      ['write it as `name = value`, or begin the line with `#`'],
    ],
    [
      'a header that is not closed',
      '[default]\n[profile prod\nregion = eu-central-1\n',
      'a header lacks its "]" (~/.aws/config:2)',
      ['add the "]"'],
    ],
    [
      'a setting before any profile',
      'region = eu-central-1\n[profile prod]\n',
      'a setting comes before the first header (~/.aws/config:1)',
      ['put a header such as `[default]` or `[profile NAME]` above it'],
    ],
    [
      'a security key',
      `[profile prod]\n${role}\nsource_profile = base\nmfa_serial = arn:aws:iam::111111111111:u2f/user/jane/key-A\n${keySection('profile base', jane)}`,
      'MFA device "arn:aws:iam::111111111111:u2f/user/jane/key-A" (~/.aws/config:4) is a security key, which AWS accepts for signing in to the console but not for access keys',
      [
        'register a virtual MFA device as well (a user may have eight) and set `mfa_serial` to its ARN',
      ],
    ],
  ] as const)('%s', async ([, config, message, hints], { home }) => {
    home.config(config);
    expect(await complaint(home)).toEqual([
      `awsmfa: error: ${message}`,
      ...hints.map((hint) => `awsmfa: hint: ${hint}`),
    ]);
  });

  test('junk in the credentials file, of which not a word is shown: it may be half a secret', async ({
    home,
  }) => {
    home.credentials(`[base]\naws_access_key_id = AKIA\n${jane.secretAccessKey}\n`);
    expect(await complaint(home)).toEqual([
      'awsmfa: error: a line has no "=" (~/.aws/credentials:3)',
      'awsmfa: hint: write it as `name = value`, or begin the line with `#`',
    ]);
  });

  test('a profile without credentials', async ({ home }) => {
    home.config('[profile prod]\nregion = eu-central-1\n');
    const [error, ...hints] = await complaint(home);
    expect(error).toBe('awsmfa: error: profile "prod" (~/.aws/config:1) holds no credentials');
    expect(hints).toHaveLength(2);
  });

  test('and control characters of a file do not reach the terminal', async ({ home }) => {
    home.config(`[profile prod]\n${role}\nsource_profile = \u001b[2Jx\u0007\n`);
    const [error] = await complaint(home);
    expect(error).toContain(String.raw`source_profile = \x1b[2Jx\x07`);
  });
});

test('a role is requested on the command line, without any file: the keys of the environment are its base', async ({
  home,
}) => {
  home.remove('.aws');
  const env = {
    AWS_ACCESS_KEY_ID: jane.accessKeyId,
    AWS_SECRET_ACCESS_KEY: jane.secretAccessKey,
    AWSMFA_HOME: home.path('.aws/awsmfa'),
  };
  const args = [
    '--role-arn',
    adminOf('dev'),
    '--mfa-serial',
    phone,
    '--token-code',
    home.code(phone),
  ];
  const ended = await home.run(['credential-process', ...args], { env });
  expect(ended).toMatchObject({ status: 0, stderr: '' });
  expect(home.calls).toEqual({ GetSessionToken: 1, AssumeRole: 1 });
});
