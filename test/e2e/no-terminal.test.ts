import { spawnSync } from 'node:child_process';
import { describe, expect } from 'vitest';
import { type Home, programFile, testIn } from '../support/awsmfa.ts';
import type { Ended } from '../support/ended.ts';
import { fiveAccounts, fiveProfiles, jane, keySection, phone } from '../support/five-accounts.ts';

const test = testIn(fiveAccounts);

function setUp(home: Home): void {
  home.credentials(keySection('management', jane));
  home.config(fiveProfiles);
}

const prod = ['credential-process', '--profile', 'prod'];

function refusal(why: string): Ended {
  const stderr = [
    `awsmfa: error: profile "prod" needs an MFA code, but ${why}`,
    'awsmfa: hint: run `awsmfa login prod` in a terminal, and later calls need no code',
    '',
  ].join('\n');
  return { status: 5, stdout: '', stderr };
}

describe('where nobody can be asked, awsmfa says what to run, and no more', () => {
  test('because there is no terminal', async ({ home }) => {
    setUp(home);
    expect(await home.run(prod)).toEqual(refusal('there is no terminal'));
    expect(home.standIn.calls).toEqual([]);
  });

  test.for([
    ['--no-prompt', { args: ['--no-prompt'] }, '`--no-prompt` says not to ask'],
    [
      'AWSMFA_PROMPT=none',
      { env: { AWSMFA_PROMPT: 'none' } },
      '`AWSMFA_PROMPT=none` says not to ask',
    ],
    [
      'CI=true',
      { env: { CI: 'true' } },
      '`CI=true` says that nobody is there (`AWSMFA_PROMPT=tty` says that somebody is)',
    ],
  ] as const)('because of %s, though there is a terminal', async ([, how, why], { home }) => {
    setUp(home);
    const args = 'args' in how ? how.args : [];
    const env = 'env' in how ? how.env : {};
    const ended = await home.terminal([...prod, ...args], { env }).ended;
    expect(ended).toEqual({ ...refusal(why), screen: '' });
  });

  test('because the job runs in the background', async ({ home }) => {
    setUp(home);
    // A shell with job control gives each of its jobs a process group of its own.
    const script = `set -m; awsmfa ${prod.join(' ')} & wait $!`;
    const ended = await home.programInTerminal(['dash', '-c', script]).ended;
    expect(ended).toEqual({ ...refusal('awsmfa runs in the background'), screen: '' });
  });

  test('and AWSMFA_PROMPT=tty insists where CI=true', async ({ home }) => {
    setUp(home);
    const run = home.terminal(prod, {
      env: { CI: 'true', AWSMFA_PROMPT: 'tty' },
    });
    await run.enterCode(phone);
    expect(await run.ended).toMatchObject({ status: 0, stderr: '' });
  });

  test('and a session in the cache is handed out all the same', async ({ home }) => {
    setUp(home);
    const login = home.terminal(['login', 'prod']);
    await login.enterCode(phone);
    await login.ended;
    const ended = await home.run([...prod, '--no-prompt'], { env: { CI: 'true' } });
    expect(ended).toMatchObject({ status: 0, stderr: '' });
  });
});

/**
 * "In under a second" on whatever machine this is: as a multiple of what Node itself takes, the best of five each.
 * Loading the AWS SDK or waiting for anything takes it far past this bound.
 */
test('saying so takes no longer than starting Node a few times', ({ home }) => {
  setUp(home);
  const env = home.env({ NODE_OPTIONS: undefined });
  const bare = bestOfFive(() => spawnSync(process.execPath, ['-e', '0'], { env }));
  const refused = bestOfFive(() => {
    const { status } = spawnSync(process.execPath, [programFile, ...prod, '--no-prompt'], { env });
    expect(status).toBe(5);
  });
  expect(refused / bare).toBeLessThan(6);
});

function bestOfFive(run: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const started = performance.now();
    run();
    return performance.now() - started;
  });
  return Math.min(...times);
}
