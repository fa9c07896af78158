import { expect, test } from 'vitest';
import { adminOf, hardwareToken, jane, keySection, phone } from '../support/five-accounts.ts';
import { key, oldKeys, outcome } from './outcome.ts';
import { draftOf, lineFor, setUp } from './setting-up.ts';

test('a native role profile keeps its lines, under names that no SDK reads', () => {
  const { config, credentials } = outcome(`# mine
[profile prod]  ; keep
role_arn = ${adminOf('prod')}
source_profile=management
region = eu-central-1 # here
mfa_serial = ${phone}
duration_seconds = 7200
`);
  expect(config).toBe(`# mine
[profile prod]  ; keep
credential_process = ${lineFor('prod')}
awsmfa_role_arn = ${adminOf('prod')}
awsmfa_source_profile=management
region = eu-central-1 # here
awsmfa_mfa_serial = ${phone}
awsmfa_duration_seconds = 7200
`);
  expect(credentials).toBe(key);
});

test('a profile of AWS Extend Switch Roles keeps what its extension reads', () => {
  const { config, roles } = outcome(`[profile dev]
aws_account_id = 222222222222
role_name = admin
source_profile = management
mfa_serial = ${phone}
color = ff0000
`);
  expect(config).toBe(`[profile dev]
credential_process = ${lineFor('dev')}
aws_account_id = 222222222222
role_name = admin
awsmfa_source_profile = management
awsmfa_mfa_serial = ${phone}
color = ff0000
`);
  expect(roles['dev']).toBe(adminOf('dev'));
});

test('a profile of vegas-credentials is taken over, line and settings', () => {
  const { config, why } = outcome(`[profile management]
mfa_serial = ${phone}
vegas_yubikey_serial = 12345678
[profile dev]
credential_process = vegas-credentials assume --profile=dev
vegas_role_arn = ${adminOf('dev')}
vegas_source_profile = management
duration_seconds = 3600
`);
  expect(config).toBe(`[profile management]
mfa_serial = ${phone}
vegas_yubikey_serial = 12345678
[profile dev]
credential_process = ${lineFor('dev')}
awsmfa_role_arn = ${adminOf('dev')}
awsmfa_source_profile = management
awsmfa_duration_seconds = 3600
`);
  expect(why).toEqual({ dev: 'vegas-credentials answers for it' });
});

test.each(['exec --json dev', 'export --format=json dev', 'exec -d 1h dev -j'])(
  'a line that asks aws-vault for a profile with its key in a file (%s) becomes one of ours',
  (call) => {
    const { config, why } = outcome(`[profile dev]
role_arn = ${adminOf('dev')}
source_profile = management
mfa_serial = ${phone}
mfa_process = ykman oath accounts code --single aws
[profile tools]
credential_process = /usr/local/bin/aws-vault ${call}
`);
    expect(config).toContain(`[profile tools]\ncredential_process = ${lineFor('dev')}\n`);
    expect(config).toContain('mfa_process = ykman');
    expect(why).toEqual({ dev: undefined, tools: 'aws-vault answers for it' });
  },
);

test('a profile whose key aws-vault keeps is left, and so is a line that gives the key itself', () => {
  const { left } = outcome(
    `[profile dev]
role_arn = ${adminOf('dev')}
source_profile = vaulted
mfa_serial = ${phone}
[profile vaulted]
region = eu-central-1
[profile key]
credential_process = aws-vault export --no-session --format=json vaulted
`,
    '',
  );
  expect(left['dev']).toMatch(/^does not work now: /);
  expect(left['key']).toBe('gets its credentials from another program');
});

test('settings that a role has of aws-vault by include_profile go on counting', () => {
  const { config } = outcome(`[profile base]
mfa_serial = ${phone}
[profile dev]
include_profile = base
role_arn = ${adminOf('dev')}
source_profile = management
`);
  expect(config).toContain(`include_profile = base\nawsmfa_role_arn`);
  expect(config).toContain(`[profile base]\nmfa_serial = ${phone}\n`);
});

test('old session keys were opened by a code: of the device that other roles name, where it is one', () => {
  const role = (name: 'dev' | 'prod', device: string) =>
    `[profile ${name}]\nrole_arn = ${adminOf(name)}\nsource_profile = management\nmfa_serial = ${device}\n`;
  const credentials = `${key}\n[mfa]\n${oldKeys.join('\n')}\n`;
  expect(outcome(`${role('prod', phone)}${role('dev', phone)}`, credentials).config).toContain(
    `[profile mfa]\ncredential_process = ${lineFor('management')}\nawsmfa_mfa_serial = ${phone}\n`,
  );
  const ofTwo = draftOf(`${role('prod', phone)}${role('dev', hardwareToken)}`, credentials);
  expect(setUp(ofTwo).deviceless).toEqual(new Map([['management', ['mfa']]]));
});

test('old session keys under mfa make way for a line, and the roles behind them for their chain', () => {
  const { config, credentials, why } = outcome(
    `[profile management]
mfa_serial = ${phone}
[profile test]
role_arn = ${adminOf('test')}
source_profile = mfa
`,
    `${key}\n# by my script\n[mfa]\n${oldKeys.join('\n')}\n\n[other]\nregion = us-east-1\n`,
  );
  expect(config).toBe(`[profile management]
mfa_serial = ${phone}
[profile test]
credential_process = ${lineFor('test')}
awsmfa_role_arn = ${adminOf('test')}
awsmfa_source_profile = mfa

[profile mfa]
credential_process = ${lineFor('management')}
`);
  expect(credentials).toBe(`${key}\n# by my script\n[other]\nregion = us-east-1\n`);
  expect(why['mfa']).toBe('another tool has left session keys in it');
});

test.each([
  ['prod', 'prod-long-term'],
  ['default', 'identity'],
  ['company-mfa', 'company'],
])('session keys in %s are known to be those of %s', (session, base) => {
  const credentials = `${keySection(base, jane)}\n[${session}]\n${oldKeys.join('\n')}\n`;
  const { config } = outcome('', credentials, { devices: new Map([[base, phone]]) });
  const header = session === 'default' ? session : `profile ${session}`;
  expect(config).toBe(`[${header}]
credential_process = ${lineFor(base)}
awsmfa_mfa_serial = ${phone}
`);
});

test('a half conversion is finished', () => {
  const { config, why } = outcome(`[profile prod]
credential_process = ${lineFor('prod')}
awsmfa_role_arn = ${adminOf('prod')}
role_arn = ${adminOf('prod')}
source_profile = management
mfa_serial = ${phone}
`);
  expect(config).toBe(`[profile prod]
credential_process = ${lineFor('prod')}
awsmfa_role_arn = ${adminOf('prod')}
awsmfa_source_profile = management
awsmfa_mfa_serial = ${phone}
`);
  expect(why).toEqual({ prod: 'AWS’s tools read its role beside the line' });
});

test.each([
  ['awsmfa credential-process --profile prod', 'its line needs awsmfa to be on the PATH'],
  [
    'node /usr/local/bin/awsmfa credential-process --profile prod',
    'its line needs awsmfa to be on the PATH',
  ],
  [
    '/old/node /usr/local/bin/awsmfa credential-process --profile prod',
    'its line starts a program that is gone',
  ],
])('a line that may not work everywhere (%s) is renewed', (line, why) => {
  const chain = `awsmfa_role_arn = ${adminOf('prod')}\nawsmfa_source_profile = management\nawsmfa_mfa_serial = ${phone}\n`;
  const made = outcome(`[profile prod]\ncredential_process = ${line}\n${chain}`);
  expect(made.config).toBe(`[profile prod]\ncredential_process = ${lineFor('prod')}\n${chain}`);
  expect(made.why).toEqual({ prod: why });
});
