import { chmodSync, mkdirSync } from 'node:fs';
import { expect } from 'vitest';
import { startContainerCredentials } from '../stand-in/sources/container-credentials.ts';
import { testIn } from '../support/awsmfa.ts';
import {
  adminOf,
  adminSession,
  fiveAccounts,
  hardwareToken,
  jane,
  janesOtherKey,
  keySection,
  management,
  otherRoles,
} from '../support/five-accounts.ts';
import { whoHas } from '../support/identity.ts';

const test = testIn(fiveAccounts, {
  credentials: keySection('base', jane) + keySection('other', janesOtherKey),
});

/** A role that asks for no code, and the session of it with this name. */
const openRole = (name: string) =>
  `role_arn = ${otherRoles.open}\nrole_session_name = ${name}\nsource_profile = base\n`;
const openSession = (name: string) => adminSession('dev', name).replace('admin', 'open');

test.for<[string, string, string]>([
  ['another config file', 'AWS_CONFIG_FILE="$PWD/elsewhere/config"', 'elsewhere'],
  ['a setting', 'AWSMFA_ROLE_SESSION_NAME=variable', 'variable'],
  ['no variable', '', 'here'],
])(
  'a `credential_process` of `env` and awsmfa gives what running it gives: %s',
  async ([, variables, name], { home }) => {
    const command = `env ${variables.replace('$PWD', home.folder)} awsmfa credential-process --profile prod`;
    home.config(
      `[profile client]\ncredential_process = ${command}\n[profile prod]\n${openRole('here')}`,
    );
    mkdirSync(home.path('elsewhere'));
    home.write('elsewhere/config', `[profile prod]\n${openRole('elsewhere')}`);
    const byProfile = await home.helper('client');
    const byShell = await home.runProgram(['sh', '-c', command], { stdout: 'holds credentials' });
    expect(await whoHas(home, byProfile)).toBe(openSession(name));
    expect(await whoHas(home, byShell)).toBe(openSession(name));
  },
);

test('pods with one home have a session each, which a renewed token keeps', async ({ home }) => {
  home.config(`[profile app]\nrole_arn = ${otherRoles.second}\ncredential_source = EcsContainer\n`);
  const source = await startContainerCredentials(home.standIn, { roleArn: adminOf('prod') });
  const env = {
    AWS_CONTAINER_CREDENTIALS_FULL_URI: `${source.endpoint}/credentials`,
    AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: home.path('token'),
  };
  const inPod = async (name: string, expires: number) => {
    const claims = { iss: 'https://cluster.example', sub: `pod:${name}`, exp: expires };
    const parts = ['{}', JSON.stringify(claims), 'signature'];
    home.write('token', parts.map((part) => Buffer.from(part).toString('base64url')).join('.'));
    const ended = await home.helper('app', [], { env });
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    return ended.stdout;
  };
  try {
    const session = await inPod('a', 1);
    expect(await inPod('a', 2)).toBe(session);
    expect(await inPod('b', 1)).not.toBe(session);
    expect(home.calls.AssumeRole).toBe(2);
  } finally {
    await source.close();
  }
});

test('a relative command has a session for each directory with a program of that name', async ({
  home,
}) => {
  home.config(`[profile app]
role_arn = ${otherRoles.open}
source_profile = program
[profile program]
credential_process = ./helper
`);
  for (const profile of ['base', 'other']) {
    mkdirSync(home.path(profile));
    const call = `awsmfa credential-process --profile ${profile}`;
    home.write(`${profile}/helper`, `#!/bin/sh\nexec ${call}\n`);
    chmodSync(home.path(`${profile}/helper`), 0o755);
  }
  const sessionIn = async (folder: string) => {
    const ended = await home.helper('app', [], { cwd: home.path(folder) });
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    return ended.stdout;
  };
  const session = await sessionIn('base');
  expect(await sessionIn('other')).not.toBe(session);
  expect(await sessionIn('base')).toBe(session);
  expect(home.calls.AssumeRole).toBe(2);
});

test('the account of a key is handed out as long as its profile names it', async ({ home }) => {
  // A serial number says nothing of the account, as an ARN would.
  const device = `[profile base]\nmfa_serial = ${hardwareToken}\n`;
  const account = `aws_account_id = ${management}\n`;
  const accountIn = async (config: string, args: readonly string[] = []) => {
    home.config(config);
    const { stdout } = await home.helper('base', args);
    return (JSON.parse(stdout) as { AccountId?: string }).AccountId;
  };
  expect(await accountIn(device + account, ['--token-code', home.code(hardwareToken)])).toBe(
    management,
  );
  expect(await accountIn(device)).toBeUndefined();
  expect(await accountIn(device + account)).toBe(management);
  expect(home.calls).toEqual({ GetSessionToken: 1, AssumeRole: 0 });
});
