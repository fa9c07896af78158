import { describe, expect } from 'vitest';
import { helperCall, type Home, isStandalone, testIn } from '../support/awsmfa.ts';
import type { Ended } from '../support/ended.ts';
import { fiveAccounts, phone, plainAccounts } from '../support/five-accounts.ts';
import { withLoads } from '../support/loads.ts';

const test = testIn(fiveAccounts, plainAccounts);

function refusal(why: string, home: Home): Ended {
  const stderr = [
    `awsmfa: error: profile "prod" needs an MFA code, but ${why}`,
    'awsmfa: hint: run `awsmfa login prod` in a terminal, and later calls need no code',
    `awsmfa: hint: or give the code in \`AWSMFA_TOKEN_CODE\` (the MFA device is set in ${home.path('.aws/config')}:22)`,
    '',
  ].join('\n');
  return { status: 5, stdout: '', stderr };
}

describe('where nobody can be asked, awsmfa says what to run, and no more', () => {
  test('because there is no terminal', async ({ home }) => {
    expect(await home.helper('prod')).toEqual(
      refusal('there is no terminal, and there is no display', home),
    );
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
      '`CI=true` says that nobody is there (to be asked all the same, set `AWSMFA_PROMPT=tty`)',
    ],
  ] as const)('because of %s, though there is a terminal', async ([, how, why], { home }) => {
    const args = 'args' in how ? how.args : [];
    const env = 'env' in how ? how.env : {};
    const ended = await home.helperOnTerminal('prod', args, { env }).ended;
    expect(ended).toEqual({ ...refusal(why, home), screen: '' });
  });

  test('because the job runs in the background', async ({ home }) => {
    // A shell with job control gives each of its jobs a process group of its own.
    const script = `set -m; awsmfa ${helperCall('prod').join(' ')} & wait $!`;
    const ended = await home.programInTerminal(['dash', '-c', script]).ended;
    expect(ended).toEqual({ ...refusal('awsmfa runs in the background', home), screen: '' });
  });

  test('and AWSMFA_PROMPT=tty insists where CI=true', async ({ home }) => {
    const run = home.helperOnTerminal('prod', [], {
      env: { CI: 'true', AWSMFA_PROMPT: 'tty' },
    });
    await run.enterCode(phone);
    expect(await run.ended).toMatchObject({ status: 0, stderr: '' });
  });

  test('and a session in the cache is handed out all the same', async ({ home }) => {
    const login = home.terminal(['login', 'prod']);
    await login.enterCode(phone);
    await login.ended;
    const ended = await home.helper('prod', ['--no-prompt'], { env: { CI: 'true' } });
    expect(ended).toMatchObject({ status: 0, stderr: '' });
  });
});

test.skipIf(isStandalone)(
  'and so quickly: neither the AWS SDK nor the prompt is loaded',
  async ({ home }) => {
    const { ended, loads } = await withLoads(home, [...helperCall('prod'), '--no-prompt']);
    expect(ended.status).toBe(5);
    const packages = loads.filter((name) => name.startsWith('node_modules/'));
    expect(packages.filter((name) => !name.startsWith('node_modules/commander/'))).toEqual([]);
  },
);
