import { describe, expect } from 'vitest';
import { type Home, testIn } from '../support/awsmfa.ts';
import {
  accounts,
  adminOf,
  adminSession,
  fiveAccounts,
  fiveProfiles,
  jane,
  keySection,
  management,
  phone,
  roleNames,
} from '../support/five-accounts.ts';
import { whoAmI, whoHas } from '../support/identity.ts';

const test = testIn(fiveAccounts);

/** Asks for a profile's credentials on a terminal, where the code is to be asked for; answers whose they are. */
async function withPrompt(home: Home, profile: string): Promise<string> {
  const run = home.helperOnTerminal(profile);
  await run.enterCode(phone);
  const ended = await run.ended;
  expect(ended.screen).toBe('');
  return whoHas(home, ended);
}

/** The same on a terminal that must stay empty. */
async function withoutPrompt(home: Home, profile: string): Promise<string> {
  const ended = await home.helperOnTerminal(profile).ended;
  expect(ended.screen).toBe('');
  return whoHas(home, ended);
}

describe('1. a jump account, with keys in [default] of the credentials file', () => {
  test('asks for one code a day, not one an hour', async ({ home }) => {
    home.credentials(keySection('default', jane));
    home.config(`[profile production]
mfa_serial = ${phone}
role_arn = ${adminOf('prod')}
source_profile = default
`);
    expect(await withPrompt(home, 'production')).toBe(adminSession('prod'));
    expect(home.calls).toEqual({ GetSessionToken: 1, AssumeRole: 1 });

    const [, role] = home.sessionFiles();
    home.remove(role ?? '');
    expect(await withoutPrompt(home, 'production')).toBe(adminSession('prod'));
    expect(home.calls).toEqual({ GetSessionToken: 1, AssumeRole: 2 });
  });
});

describe('2. a management account and four more', () => {
  test('is one prompt, one GetSessionToken and four AssumeRole; a second round is no prompt and no call', async ({
    home,
  }) => {
    home.credentials(keySection('management', jane));
    home.config(fiveProfiles);
    const [first = 'dev', ...others] = roleNames;
    expect(await withPrompt(home, first)).toBe(adminSession(first));
    for (const name of others) expect(await withoutPrompt(home, name)).toBe(adminSession(name));
    expect(home.calls).toEqual({ GetSessionToken: 1, AssumeRole: 4 });

    home.standIn.reset();
    for (const name of roleNames) expect(await withoutPrompt(home, name)).toBe(adminSession(name));
    expect(home.calls).toEqual({ GetSessionToken: 0, AssumeRole: 0 });
  });

  test('is safe in scripts with AWS_DEFAULT_PROFILE after a login', async ({ home }) => {
    home.credentials(keySection('management', jane));
    home.config(fiveProfiles);
    const login = home.terminal(['login', ...roleNames]);
    await login.enterCode(phone);
    expect(await login.ended).toMatchObject({ status: 0, stderr: '' });
    const env = { AWS_DEFAULT_PROFILE: 'staging' };
    const script = 'eval "$(awsmfa export)" && echo "$AWSMFA_PROFILE $AWS_DEFAULT_PROFILE"';
    const ended = await home.runProgram(['sh', '-c', script], { env });
    expect(ended).toEqual({ status: 0, stdout: 'staging \n', stderr: '' });
    expect(home.calls).toEqual({ GetSessionToken: 1, AssumeRole: 1 });
  });
});

describe('3. a profile mfa as the source of the roles', () => {
  test('resolves through the credential_process on [profile mfa], in the same process', async ({
    home,
  }) => {
    home.credentials(keySection('management', jane));
    home.config(`[profile management]
mfa_serial = ${phone}
[profile mfa]
credential_process = awsmfa credential-process --profile management
[profile test]
role_arn = ${adminOf('test')}
source_profile = mfa
`);
    expect(await withPrompt(home, 'mfa')).toBe(`arn:aws:iam::${management}:user/jane`);
    expect(await withoutPrompt(home, 'test')).toBe(adminSession('test'));
    expect(home.calls).toEqual({ GetSessionToken: 1, AssumeRole: 1 });
    expect(home.record.children()).toEqual([]);
  });

  test('resolves the form of AWS Extend Switch Roles as a role', async ({ home }) => {
    home.credentials(keySection('management', jane));
    home.config(`[profile management]
mfa_serial = ${phone}
[profile dev]
aws_account_id = ${accounts.dev}
role_name = admin
source_profile = management
color = ff0000
`);
    expect(await withPrompt(home, 'dev')).toBe(adminSession('dev'));
  });
});

describe('4. many identities', () => {
  test('has roles with and without MFA, each with its duration, and credential_source', async ({
    home,
  }) => {
    home.credentials(keySection('company', jane));
    home.config(`[profile with-mfa]
role_arn = ${adminOf('dev')}
source_profile = company
mfa_serial = ${phone}
duration_seconds = 1800
[profile without-mfa]
role_arn = arn:aws:iam::${accounts.dev}:role/open
source_profile = company
duration_seconds = 900
role_session_name = script
[profile from-environment]
role_arn = arn:aws:iam::${accounts.dev}:role/open
credential_source = Environment
role_session_name = ci
`);
    const openSession = `arn:aws:sts::${accounts.dev}:assumed-role/open`;
    expect(await withoutPrompt(home, 'without-mfa')).toBe(`${openSession}/script`);
    expect(await withPrompt(home, 'with-mfa')).toBe(adminSession('dev'));
    const env = {
      AWS_ACCESS_KEY_ID: jane.accessKeyId,
      AWS_SECRET_ACCESS_KEY: jane.secretAccessKey,
    };
    expect(await whoHas(home, await home.helper('from-environment', [], { env }))).toBe(
      `${openSession}/ci`,
    );
    const durations = home.standIn.calls.flatMap(({ parameters }) =>
      parameters['RoleArn'] === undefined ? [] : [parameters['DurationSeconds']],
    );
    expect(durations).toEqual(['900', '1800', '3600']);
  });

  test('chooses the profile by AWS_PROFILE for the shell', async ({ home }) => {
    home.credentials(keySection('management', jane));
    home.config(fiveProfiles);
    const run = home.terminal(['export', '--format', 'json'], { env: { AWS_PROFILE: 'dev' } });
    await run.enterCode(phone);
    expect(await whoHas(home, await run.ended)).toBe(adminSession('dev'));
  });
});

describe('5. a bastion, with keys in the config file', () => {
  test('accepts the code as an argument, and leaves the session in the current shell', async ({
    home,
  }) => {
    home.config(`${keySection('profile bastion', jane)}
[profile account1]
role_arn = ${adminOf('prod')}
source_profile = bastion
mfa_serial = ${phone}
`);
    const script = `eval "$(awsmfa export account1 --token-code "$CODE")" && env`;
    const env = { CODE: home.code(phone) };
    const ended = await home.runProgram(['sh', '-c', `${script} -u CODE`], {
      env,
      stdout: 'holds credentials',
    });
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    expect(ended.stdout).toContain('AWSMFA_PROFILE=account1\n');
    expect(await whoAmI(home, variablesOf(ended.stdout))).toBe(adminSession('prod'));
    expect(home.calls).toEqual({ GetSessionToken: 1, AssumeRole: 1 });
  });
});

function variablesOf(text: string): Partial<Record<string, string>> {
  const pairs = text
    .split('\n')
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]);
  return Object.fromEntries(pairs) as Partial<Record<string, string>>;
}
