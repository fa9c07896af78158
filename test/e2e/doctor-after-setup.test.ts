import { chmodSync } from 'node:fs';
import { expect } from 'vitest';
import { type AwsFiles, testIn } from '../support/awsmfa.ts';
import {
  accounts,
  adminOf,
  fiveAccounts,
  fiveProfiles,
  jane,
  keySection,
  otherRoles,
  phone,
} from '../support/five-accounts.ts';

const test = testIn(fiveAccounts);

const withMfa = (name: string, source: string) => `[profile ${name}]
role_arn = ${adminOf('prod')}
source_profile = ${source}
mfa_serial = ${phone}
`;

/** As published guides have them. */
const setUps: Readonly<Record<string, AwsFiles>> = {
  'a jump account': {
    credentials: keySection('default', jane),
    config: withMfa('production', 'default'),
  },
  'a management account and four more': {
    credentials: keySection('management', jane),
    config: fiveProfiles,
  },
  'a profile mfa as the source, and AWS Extend Switch Roles': {
    credentials: `${keySection('management', jane)}[mfa]
aws_access_key_id = ASIAOLD
aws_secret_access_key = old
aws_session_token = old
`,
    config: `[profile management]
mfa_serial = ${phone}
[profile test]
role_arn = ${adminOf('test')}
source_profile = mfa
[profile dev]
aws_account_id = ${accounts.dev}
role_name = admin
source_profile = management
color = ff0000
`,
  },
  'many identities': {
    credentials: keySection('company', jane),
    config: `${withMfa('with-mfa', 'company')}duration_seconds = 1800
[profile without-mfa]
role_arn = ${otherRoles.open}
source_profile = company
[profile from-environment]
role_arn = ${otherRoles.open}
credential_source = Environment
[profile from-instance]
role_arn = ${otherRoles.open}
credential_source = Ec2InstanceMetadata
`,
  },
  'a bastion, with keys in the config file': {
    config: `${keySection('profile bastion', jane)}${withMfa('account1', 'bastion')}`,
  },
};

test.for(Object.entries(setUps))(
  'nothing is wrong after setup: %s',
  async ([, files], { home }) => {
    for (const [name, text] of Object.entries(files)) {
      home.write(`.aws/${name}`, text);
      chmodSync(home.path(`.aws/${name}`), 0o600);
    }
    const before = await home.run(['doctor', '--json']);
    expect(before).toMatchObject({ status: 1, stderr: '' });
    const args = ['setup', '--yes', '--mfa-serial', phone];
    expect(await home.run(args)).toMatchObject({ status: 0 });
    const { stdout, stderr } = await home.run(['doctor', '--json']);
    expect(stderr).toBe('');
    const { findings } = JSON.parse(stdout) as { findings: readonly { readonly id: string }[] };
    // How old Node is, is a matter of the machine.
    expect(findings.filter(({ id }) => id !== 'old-node')).toEqual([]);
  },
);

test('setup mends what doctor says it does', async ({ home }) => {
  const chain = `awsmfa_role_arn = ${adminOf('prod')}\nawsmfa_source_profile = management\n`;
  const line = (program: string, name: string) =>
    `credential_process = ${program} credential-process --profile ${name}\n`;
  home.write('.aws/credentials', keySection('management', jane));
  chmodSync(home.path('.aws/credentials'), 0o600);
  home.config(`[profile management]
mfa_serial = ${phone}
${withMfa('native', 'management')}[profile bare]
${line('awsmfa', 'bare')}${chain}[profile gone]
${line('/gone/node /gone/awsmfa', 'gone')}${chain}[profile half]
${line(home.path('bin/awsmfa'), 'half')}role_arn = ${adminOf('dev')}
source_profile = management
`);
  const ids = async () => {
    const { stdout } = await home.run(['doctor', '--json']);
    const { findings } = JSON.parse(stdout) as { findings: readonly { readonly id: string }[] };
    return findings.map(({ id }) => id).filter((id) => id !== 'old-node');
  };
  expect(await ids()).toEqual([
    'chain-beside-process',
    'program-gone',
    'not-wired',
    'path-of-services',
  ]);
  const setup = await home.run(['setup', 'native', 'bare', 'gone', 'half', '--yes']);
  expect(setup).toMatchObject({ status: 0 });
  expect(await ids()).toEqual([]);
});
