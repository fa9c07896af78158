import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { jane, keySection, phone } from '../support/five-accounts.ts';
import { accounts, type DemoAccount } from './accounts.ts';

/** A home directory of its own, and an environment in which no tool looks anywhere else. */
export interface ScratchHome {
  readonly env: Readonly<Record<string, string>>;
  remove(): void;
}

/** @param endpoint of the stand-in, which stands in for AWS */
export function createScratchHome(endpoint: string): ScratchHome {
  const home = mkdtempSync(join(tmpdir(), 'awsmfa-demo-'));
  for (const folder of ['.aws', 'bin']) mkdirSync(join(home, folder), { mode: 0o700 });
  writeFileSync(join(home, '.aws', 'config'), configText());
  writeFileSync(join(home, '.aws', 'credentials'), keySection(keyProfile, jane), { mode: 0o600 });
  // The built program, under the name that `npm install --global` gives it.
  symlinkSync(resolve(import.meta.dirname, '../bin/awsmfa.cjs'), join(home, 'bin', 'awsmfa'));
  return {
    env: environment(home, endpoint),
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}

/** Starts from nothing, so that no key, proxy or setting of the real user gets in. */
function environment(home: string, endpoint: string): Record<string, string> {
  const { PATH = '', TERM = 'dumb' } = process.env;
  return {
    // This very Node comes first: `awsmfa` begins with `#!/usr/bin/env node`.
    PATH: [join(home, 'bin'), dirname(process.execPath), PATH].join(delimiter),
    TERM,
    HOME: home,
    AWS_CONFIG_FILE: join(home, '.aws', 'config'),
    AWS_SHARED_CREDENTIALS_FILE: join(home, '.aws', 'credentials'),
    AWSMFA_HOME: join(home, '.aws', 'awsmfa'),
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_STS: endpoint,
    AWS_ENDPOINT_URL_IAM: endpoint,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
  };
}

/** The key has a profile of its own: beside `credential_process`, some SDKs would use it and never ask awsmfa. */
const keyProfile = 'management-key';

function configText(): string {
  const device = `[profile ${keyProfile}]\nmfa_serial = ${phone}\n`;
  return [device, ...accounts.map(profileText)].join('\n');
}

/** The section of one account, as it is in the config file. */
export function profileText({ profile, roleArn }: DemoAccount): string {
  const asked = roleArn === undefined ? keyProfile : profile;
  const role = [`awsmfa_role_arn = ${roleArn}`, `awsmfa_source_profile = ${keyProfile}`];
  return [
    `[profile ${profile}]`,
    `credential_process = awsmfa credential-process --profile ${asked}`,
    'region = eu-west-1',
    ...(roleArn === undefined ? [] : role),
    '',
  ].join('\n');
}
