import { chmodSync } from 'node:fs';
import { expect } from 'vitest';
import { type Home, testIn } from '../support/awsmfa.ts';
import {
  adminOf,
  adminSession,
  fiveAccounts,
  fiveProfiles,
  jane,
  keySection,
  otherRoles,
  phone,
} from '../support/five-accounts.ts';
import { whoAmI } from '../support/identity.ts';

/** `keys` needs no call to AWS. */
const test = testIn(fiveAccounts, {
  credentials: keySection('management', jane) + keySection('keys', jane),
  config: `${fiveProfiles}
[profile long]
role_arn = ${otherRoles.long}
source_profile = management
mfa_serial = ${phone}
duration_seconds = 4h
`,
});

/** The variables that a command of `exec` has. */
async function environmentOf(home: Home, args: readonly string[], env = {}) {
  const printing = [process.execPath, '-p', 'JSON.stringify(process.env)'];
  const options = { env, stdout: 'holds credentials' } as const;
  const { status, stdout } = await home.run(['exec', ...args, '--', ...printing], options);
  expect(status).toBe(0);
  return JSON.parse(stdout) as Partial<Record<string, string>>;
}

test('the command has the credentials, nothing that would win over them, and no code', async ({
  home,
}) => {
  const env = await environmentOf(home, ['prod'], {
    AWSMFA_TOKEN_CODE: home.code(phone),
    AWS_PROFILE: 'dev',
    AWS_DEFAULT_PROFILE: 'dev',
    AWS_SECURITY_TOKEN: 'old',
    OTHER: 'kept',
  });
  expect(await whoAmI(home, env)).toBe(adminSession('prod'));
  expect(env).toMatchObject({
    AWSMFA_PROFILE: 'prod',
    AWS_REGION: 'eu-central-1',
    AWS_DEFAULT_REGION: 'eu-central-1',
    OTHER: 'kept',
  });
  expect(Date.parse(env['AWS_CREDENTIAL_EXPIRATION'] ?? '')).toBeGreaterThan(Date.now());
  const gone = ['AWSMFA_TOKEN_CODE', 'AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_SECURITY_TOKEN'];
  expect(Object.keys(env).filter((name) => gone.includes(name))).toEqual([]);
});

test('it lasts as long as an export does, and an hour where nobody can be asked', async ({
  home,
}) => {
  await home.run(['login', 'prod', '--token-code', home.code(phone)]);
  const hour = await environmentOf(home, ['long']);
  expect(hoursLeft(hour)).toBe(1);
  const long = await environmentOf(home, ['long', '--token-code', home.code(phone)]);
  expect(hoursLeft(long)).toBe(4);
});

function hoursLeft(env: Partial<Record<string, string>>): number {
  const expiration = Date.parse(env['AWS_CREDENTIAL_EXPIRATION'] ?? '');
  return Math.round((expiration - Date.now()) / 3_600_000);
}

test('awsmfa ends as the command ends, and what is not there or is no program has status 127 or 126', async ({
  home,
}) => {
  home.write('text', 'no program');
  home.write('by-nobody', '#!/nowhere/sh\r\n');
  chmodSync(home.path('by-nobody'), 0o700);
  const shell = (script: string) => ['sh', '-c', script];
  const cases = [
    [shell('exit 7'), 7, ''],
    [shell('kill -TERM $$'), 143, ''],
    [shell('ulimit -c 0; kill -SEGV $$'), 139, ''],
    [['nonsense'], 127, 'the command "nonsense" cannot be found'],
    [['./nonsense'], 127, 'the command "./nonsense" cannot be found'],
    [['./text'], 126, 'the command "./text" cannot be started (EACCES)'],
    [['./by-nobody'], 126, 'the command "./by-nobody" cannot be started (ENOENT)'],
    [['.'], 126, 'the command "." cannot be started (EACCES)'],
    [[''], 127, 'the command "" cannot be found'],
    [[], 2, 'no command follows `--`'],
  ] as const;
  const runs = cases.map(([command]) => home.run(['exec', 'keys', '--', ...command]));
  const ended = await Promise.all(runs);
  expect(ended.map(({ status, stdout }) => ({ status, stdout }))).toEqual(
    cases.map(([, status]) => ({ status, stdout: '' })),
  );
  for (const [index, [, , error]] of cases.entries())
    expect(ended[index]?.stderr.split('\n')[0]).toBe(error && `awsmfa: error: ${error}`);
});

test('a command that is not there costs no code', async ({ home }) => {
  const ended = await home.run(['exec', 'prod', '--token-code', home.code(phone), 'nonsense']);
  expect(ended.status).toBe(127);
  expect(home.standIn.calls).toEqual([]);
});

test('the command may follow the profile, its options are its own, and so is standard input', async ({
  home,
}) => {
  const echo = ['exec', 'keys', '--region=eu-west-1', 'echo', '--region', '--', '--help'];
  expect(await home.run(echo)).toEqual({ status: 0, stdout: '--region -- --help\n', stderr: '' });
  const withCode = ['exec', 'prod', '--token-code', '-', 'cat'];
  const input = `${home.code(phone)}\r\none\ntwo\n`;
  expect(await home.run(withCode, { input })).toEqual({
    status: 0,
    stdout: 'one\ntwo\n',
    stderr: '',
  });
});

test('a command is not taken for a profile, nor a profile for a command', async ({ home }) => {
  const said = async (args: readonly string[], env = {}) => {
    const { status, stderr } = await home.run(['exec', ...args], { env });
    return { status, lines: stderr.trimEnd().split('\n') };
  };
  expect(await said(['cat', 'file'])).toEqual({
    status: 3,
    lines: [
      'awsmfa: error: there is no profile "cat"',
      expect.stringContaining('the profiles there are'),
      'awsmfa: hint: if that is the command, name the profile before it: `awsmfa exec NAME -- cat`',
    ],
  });
  expect((await said(['cat'], { AWS_PROFILE: 'keys' })).lines.at(-1)).toBe(
    'awsmfa: hint: if that is the command, `awsmfa exec -- cat` runs it for profile "keys" (AWS_PROFILE)',
  );
  expect((await said(['prd', 'cat'])).lines).toEqual([
    'awsmfa: error: there is no profile "prd"',
    'awsmfa: hint: did you mean "prod"?',
  ]);
});

test('within an exec, another profile has to be named, and no chain starts from the credentials of `exec`', async ({
  home,
}) => {
  home.config(
    `[profile empty]\n[profile on-top]\nrole_arn = ${adminOf('dev')}\nsource_profile = empty`,
  );
  const nested = async (...args: readonly string[]) => {
    const { status, stdout, stderr } = await home.run(['exec', 'keys', 'awsmfa', 'exec', ...args]);
    return { status, stdout, stderr: stderr.split('\n')[0] };
  };
  const fails = (status: number, error: string) => ({
    status,
    stdout: '',
    stderr: `awsmfa: error: ${error}`,
  });
  const onTop = (whose: string) =>
    fails(
      3,
      `${whose} would start from the credentials of profile "keys", which awsmfa put into the environment`,
    );
  expect(
    await Promise.all([
      nested('management', '--', 'printenv', 'AWSMFA_PROFILE'),
      nested('--', 'true'),
      nested('on-top', '--', 'true'),
      nested('--role-arn', otherRoles.open, '--', 'true'),
    ]),
  ).toEqual([
    { status: 0, stdout: 'management\n', stderr: '' },
    fails(2, 'no profile is named, and this shell has the credentials of profile "keys" already'),
    onTop('profile "on-top"'),
    onTop('the environment'),
  ]);
});

test('within an exec, no command takes its credentials for those of another profile', async ({
  home,
}) => {
  home.config('[profile empty]\nregion = eu-west-1\n[default]\nregion = eu-west-1\n');
  const nested = async (...args: readonly string[]) => {
    const { status, stdout, stderr } = await home.run(['exec', 'keys', 'awsmfa', ...args]);
    return [status, stdout, stderr.split('\n')[0]];
  };
  const onTop = (whose: string) => [
    3,
    '',
    `awsmfa: error: profile "${whose}" would start from the credentials of profile "keys", which awsmfa put into the environment`,
  ];
  expect(await nested('export', 'empty', '--format', 'json')).toEqual(onTop('empty'));
  expect(await nested('credential-process', '--profile', 'empty')).toEqual(onTop('empty'));
  expect(await nested('credential-process', '--profile', 'empty', '--no-cache')).toEqual(
    onTop('empty'),
  );
  expect(await nested('login')).toEqual(onTop('default'));
  expect((await nested('export', '--format', 'json'))[0]).toBe(2);
});
