import { chmodSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { type Home, testIn } from '../support/awsmfa.ts';
import {
  adminSession,
  fiveAccounts,
  fiveProfiles,
  jane,
  keySection,
  phone,
} from '../support/five-accounts.ts';
import { whoAmI } from '../support/identity.ts';

const test = testIn(fiveAccounts, {
  credentials: keySection('management', jane),
  config: fiveProfiles,
}).extend<{ code: string }>({
  code: async ({ home }, use) => use(home.code(phone)),
});

/** The variables that a command of `exec` has. */
async function environmentOf(home: Home, args: readonly string[], env = {}) {
  const printing = [process.execPath, '-p', 'JSON.stringify(process.env)'];
  const options = { env, stdout: 'holds credentials' } as const;
  const { status, stdout, stderr } = await home.run(['exec', ...args, ...printing], options);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as Partial<Record<string, string>>;
}

describe('the command of exec', () => {
  test('has the credentials, and nothing that would win over them or that was for awsmfa alone', async ({
    home,
  }) => {
    const env = await environmentOf(home, ['prod', '--'], {
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
    for (const name of [
      'AWSMFA_TOKEN_CODE',
      'AWS_PROFILE',
      'AWS_DEFAULT_PROFILE',
      'AWS_SECURITY_TOKEN',
    ])
      expect(env).not.toHaveProperty(name);
  });

  test.for([
    ['after --', ['prod', '--']],
    ['after the profile', ['prod']],
    ['after --profile', ['--profile', 'prod', '--region', 'eu-west-1']],
    ['after options', ['prod', '--region=eu-west-1', '--']],
  ] as const)('may stand %s, with options of its own', async ([, args], { home, code }) => {
    await home.run(['login', 'prod', '--token-code', code]);
    const run = await home.run(['exec', ...args, 'echo', '--region', 'x', '--', '--help']);
    expect(run).toEqual({ status: 0, stdout: '--region x -- --help\n', stderr: '' });
  });

  test.for([
    ['its status', 'exit 7', 7],
    ['a signal', 'kill -TERM $$', 143],
    ['a signal that leaves a core', 'ulimit -c 0; kill -SEGV $$', 139],
  ] as const)('decides how awsmfa ends: by %s', async ([, script, status], { home, code }) => {
    const args = ['exec', 'prod', '--token-code', code, '--', 'sh', '-c', script];
    expect(await home.run(args)).toEqual({ status, stdout: '', stderr: '' });
  });

  test.for([
    ['nonsense', 127, 'the command "nonsense" cannot be found'],
    ['./text', 126, 'the command "./text" cannot be started (EACCES)'],
    ['.', 126, 'the command "." cannot be started (EACCES)'],
    ['', 127, 'the command "" cannot be found'],
  ] as const)(
    'is looked for before a code is spent: "%s"',
    async ([name, status, error], { home }) => {
      home.write('text', 'no program');
      chmodSync(home.path('text'), 0o600);
      const ended = await home.run(['exec', 'prod', '--token-code', home.code(phone), '--', name]);
      expect(ended).toMatchObject({ status, stdout: '' });
      expect(ended.stderr).toMatch(/^awsmfa: error: .*\nawsmfa: hint: .*\n$/);
      expect(ended.stderr).toContain(`awsmfa: error: ${error}\n`);
      expect(home.standIn.calls).toEqual([]);
    },
  );

  test('has the standard input to itself', async ({ home, code }) => {
    const args = ['exec', 'prod', '--token-code', code, 'cat'];
    const input = 'one\ntwo\n';
    expect(await home.run(args, { input })).toEqual({ status: 0, stdout: input, stderr: '' });
  });
});
