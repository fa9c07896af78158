import { expect, test } from 'vitest';
import { failureOf } from '../support/config-texts.ts';
import { adminOf, phone } from '../support/five-accounts.ts';
import { key, oldKeys, outcome } from './outcome.ts';
import { lineFor } from './setting-up.ts';

const device = new Map([['management', phone]]);

test('session keys of another origin are nobody’s business, unless somebody says whose they are', () => {
  const credentials = `${key}\n[saml]\n${oldKeys.join('\n')}\n`;
  expect(outcome('', credentials, { devices: device }).left['saml']).toBe(
    'holds temporary keys of another tool',
  );
  const asked = { devices: device, profiles: ['saml'], sourceProfile: 'management' };
  expect(outcome('', credentials, asked).config).toContain(lineFor('management'));
});

test('a role without a device waits for it, unless other roles have one', () => {
  const open = `[profile open]\nrole_arn = ${adminOf('dev')}\nsource_profile = management\n`;
  expect(outcome(open).deviceless).toEqual({ management: ['open'] });
  expect(outcome(open, key, { devices: device }).config).toContain(`awsmfa_mfa_serial = ${phone}`);

  const mixed = `${open}[profile prod]\nrole_arn = ${adminOf('prod')}\nsource_profile = management\nmfa_serial = ${phone}\n`;
  expect(outcome(mixed).left['open']).toMatch(/^needs no code/);
  expect(outcome(mixed, key, { profiles: ['open'] }).deviceless).toEqual({ management: ['open'] });
});

test('the two other ways of wiring are left as they are', () => {
  const config = `[profile management]
mfa_serial = ${phone}
[profile mfa]
credential_process = ${lineFor('management')}
[profile test]
role_arn = ${adminOf('test')}
source_profile = mfa
[profile dev]
credential_process = ${lineFor('dev-role')}
[profile dev-role]
role_arn = ${adminOf('dev')}
source_profile = management
`;
  const made = outcome(config);
  expect(made.config).toBe(config);
  expect(made.wired).toEqual(['mfa', 'test', 'dev', 'dev-role']);
});

test.each([
  ['sso_session = corp', 'signs in with IAM Identity Center'],
  ['login_session = jane', 'signs in with `aws login`'],
  ['web_identity_token_file = /token', 'gets its role by a web identity'],
  ['credential_process = helper', 'gets its credentials from another program'],
  [
    `role_arn = ${adminOf('dev')}\ncredential_source = Ec2InstanceMetadata`,
    'starts from credentials of the machine or the environment',
  ],
  ['region = eu-central-1', 'has no role'],
  [
    `role_arn = ${adminOf('dev')}\nsource_profile = x\naws_access_key_id = AKIA1\naws_secret_access_key = canary/x`,
    'holds a long-term access key, which most tools would use in place of the line',
  ],
])('%j is left, for it', (lines, why) => {
  const made = outcome(`[profile x]\n${lines}\n`);
  expect(made.left).toEqual({ x: why, management: 'holds an access key' });
  const failure = failureOf(() => outcome(`[profile x]\n${lines}\n`, key, { profiles: ['x'] }));
  expect(failure.message).toContain(`profile "x" cannot be wired: it ${why}`);
});

test('a profile that is not there is not taken for another', () => {
  const failure = failureOf(() =>
    outcome('[profile prod]\nregion = x\n', key, { profiles: ['prd'] }),
  );
  expect(failure.message).toBe('there is no profile "prd"');
  expect(failure.hints).toEqual([
    'did you mean "prod"?',
    'to make a new one, say which role it is for: `--role-arn ARN`',
  ]);
});

test('a role that starts from a key in the keychain is wired like any other', () => {
  const made = outcome(
    `[profile management]
awsmfa_access_key_id = AKIAJANEJANEJANEJAN1
credential_process = ${lineFor('management')}
mfa_serial = ${phone}
[profile prod]
role_arn = ${adminOf('prod')}
source_profile = management
`,
    '',
  );
  expect(made.config).toContain(`[profile prod]\ncredential_process = ${lineFor('prod')}\n`);
});

const toWire = `[profile prod]\nrole_arn = ${adminOf('prod')}\nsource_profile = management\nmfa_serial = ${phone}\n`;

test.each([
  [`${toWire}[DEFAULT]\nrole_arn = x\n`, key, 'role_arn', '/aws/config:6'],
  [
    toWire,
    `${key}[prod]\n[DEFAULT]\naws_access_key_id = AKIA1\n`,
    'aws_access_key_id',
    '/aws/credentials:6',
  ],
])(
  'a profile is left where the AWS CLI would take what `[DEFAULT]` adds to it',
  (config, credentials, setting, at) => {
    const why = `gets \`${setting}\` of \`[DEFAULT]\` (${at}) in the AWS CLI and boto3, over any line`;
    expect(outcome(config, credentials).left['prod']).toBe(why);
    // Wired by hand, it is no better off.
    const wired = config.replace(
      /(?<=mfa_serial = ).*/,
      `$&\ncredential_process = ${lineFor('prod')}`,
    );
    const made = outcome(wired.replace('\nsource_profile = management', ''), credentials);
    expect(made.left['prod']).toBe(why);
  },
);

test('what `[DEFAULT]` adds and no line minds is no reason to leave a profile', () => {
  const made = outcome(`${toWire}[DEFAULT]\nregion = x\naws_access_key_id = AKIA1\n`);
  expect(made.roles['prod']).toBe(adminOf('prod'));
  const elsewhere = outcome(toWire, `${key}[DEFAULT]\naws_access_key_id = AKIA1\n`);
  expect(elsewhere.roles['prod']).toBe(adminOf('prod'));
});
