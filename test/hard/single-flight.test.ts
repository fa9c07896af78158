import { describe, expect } from 'vitest';
import { type Home, type TerminalRun } from '../support/awsmfa.ts';
import { accounts, jane, phone } from '../support/five-accounts.ts';
import {
  answer,
  call,
  errorOf,
  lockActivity,
  locks,
  question,
  roleOf,
  sessionPaths,
  test,
  textOf,
  warm,
} from './support/scene.ts';

const prodAdmin = `${accounts.prod}:admin`;

/** Starts one that asks on its terminal, and another on a terminal of its own that waits for it and says so. */
async function askerAndWaiter(
  home: Home,
  env: Record<string, string> = {},
  waiterEnv: Record<string, string> = {},
): Promise<Pair> {
  const asker = home.terminal(call('prod'), { env });
  await asker.waitFor(question);
  const waiter = home.terminal(call('prod'), { env: waiterEnv });
  await waiter.waitFor(waitingFor(asker));
  return { asker, waiter };
}

function waitingFor({ pid }: TerminalRun): RegExp {
  return new RegExp(`profile "prod" waits for .*process ${pid}\\b`);
}

interface Pair {
  readonly asker: TerminalRun;
  readonly waiter: TerminalRun;
}

describe.concurrent('a session in the cache', () => {
  test('is handed out at once while another process asks for a code, and no lock is looked at', async ({
    home,
  }) => {
    await warm(home, 'prod');
    const [mfaSession = ''] = sessionPaths(home);
    home.remove(mfaSession);
    const asker = home.terminal([...call('prod'), '--refresh']);
    await asker.waitFor(question);
    const before = [lockActivity(home), locks(home)];
    expect(await roleOf(home, await home.run(call('prod')))).toBe(prodAdmin);
    expect([lockActivity(home), locks(home)]).toEqual(before);
    await answer(home, asker);
    expect(await roleOf(home, await asker.ended)).toBe(prodAdmin);
  });

  test('needs no folder for locks', async ({ home }) => {
    await warm(home, 'prod');
    home.remove('.aws/awsmfa/locks');
    expect(await roleOf(home, await home.run(call('prod')))).toBe(prodAdmin);
    expect(lockActivity(home)).toBeUndefined();
  });
});

/** A proxy that is not there. */
const noWay = { HTTP_PROXY: 'http://127.0.0.1:9' };

describe.concurrent('a process that waits', () => {
  test('says on its terminal for whom, and on which terminal that one asks', async ({ home }) => {
    const { asker, waiter } = await askerAndWaiter(home);
    await waiter.waitFor(/ on "\/dev\/pts\/\d+"/);
    await answer(home, asker);
    expect(await roleOf(home, await asker.ended)).toBe(prodAdmin);
    expect(await roleOf(home, await waiter.ended)).toBe(prodAdmin);
    expect((await waiter.ended).screen).not.toContain('MFA code');
    expect(home.calls).toEqual({ GetSessionToken: 1, AssumeRole: 1 });
  });

  test('takes over at once from a holder that was killed', async ({ home }) => {
    const { asker, waiter } = await askerAndWaiter(home);
    asker.kill('SIGKILL');
    await waiter.enterCode(phone);
    expect(await roleOf(home, await waiter.ended)).toBe(prodAdmin);
    expect((await asker.ended).status).toBe(137);
  });

  test('robs no holder that is suspended', async ({ home }) => {
    const asker = home.terminal(call('prod'));
    await asker.waitFor(question);
    asker.kill('SIGSTOP');
    const waiter = home.terminal(call('prod'));
    await waiter.waitFor(waitingFor(asker));
    asker.kill('SIGCONT');
    await asker.waitFor(question);
    await answer(home, asker);
    expect(await roleOf(home, await asker.ended)).toBe(prodAdmin);
    expect(await roleOf(home, await waiter.ended)).toBe(prodAdmin);
    expect(home.calls.GetSessionToken).toBe(1);
    expect((await waiter.ended).screen).not.toContain('MFA code');
  });

  test.for([
    ['Ctrl-D', '\u0004', 5, 'no MFA code was entered'],
    ['Ctrl-C', '\u0003', 130, 'no MFA code was entered'],
  ] as const)('is not asked after %s', async ([, key, status, message], { home }) => {
    const { asker, waiter } = await askerAndWaiter(home);
    asker.write(key);
    expect((await asker.ended).status).toBe(status);
    const ended = await waiter.ended;
    expect(errorOf(ended)).toMatch(
      new RegExp(`process ${asker.pid}\\)? also tried for this process: ${message}$`),
    );
    expect(ended.status).toBe(5);
    expect(ended.screen).not.toContain('MFA code for');
    expect(home.standIn.calls).toEqual([]);
  });

  test.for([
    ['the option', (code: string) => ({ args: ['--token-code', code], env: {} })],
    ['the variable', (code: string) => ({ args: [], env: { AWSMFA_TOKEN_CODE: code } })],
  ] as const)(
    'uses the code that %s gave it, though the holder was cancelled',
    async ([, given], { home }) => {
      const { args, env } = given(home.code(phone));
      const asker = home.terminal(call('prod'));
      await asker.waitFor(question);
      const waiter = home.terminal([...call('prod'), ...args], { env });
      await waiter.waitFor(waitingFor(asker));
      asker.write('\u0004');
      expect((await asker.ended).status).toBe(5);
      expect(await roleOf(home, await waiter.ended)).toBe(prodAdmin);
      expect(home.calls.GetSessionToken).toBe(1);
    },
  );

  test('is not asked where nobody answered in time', async ({ home }) => {
    const { asker, waiter } = await askerAndWaiter(home, { AWSMFA_PROMPT_TIMEOUT: '3' });
    expect(errorOf(await asker.ended)).toBe('nobody entered a code within 3 s');
    const { screen, stderr } = await asker.ended;
    expect(screen).toBe(stderr.trimEnd());
    expect(errorOf(await waiter.ended)).toContain(
      'also tried for this process: nobody entered a code within 3 s',
    );
  });

  test('is not asked after three codes that AWS rejected', async ({ home }) => {
    const { asker, waiter } = await askerAndWaiter(home);
    const wrong = () => home.standIn.device(phone).wrongCode();
    await answer(home, asker, wrong());
    await asker.enterCode(phone, wrong());
    await asker.enterCode(phone, wrong());
    const rejected = `AWS rejected the code for MFA device "${phone}"`;
    expect(errorOf(await asker.ended)).toBe(rejected);
    expect(errorOf(await waiter.ended)).toContain(`also tried for this process: ${rejected}`);
    expect((await waiter.ended).status).toBe(4);
    expect(home.calls.GetSessionToken).toBe(3);
  });

  test('is not asked where AWS cannot be reached by the same way', async ({ home }) => {
    const { asker, waiter } = await askerAndWaiter(home, noWay, noWay);
    await answer(home, asker);
    expect(errorOf(await asker.ended)).toMatch(/cannot be reached \(ECONNREFUSED\)$/);
    expect(errorOf(await waiter.ended)).toContain('also tried for this process: the proxy ');
    expect((await waiter.ended).screen).not.toContain('MFA code for');
  });

  test('tries itself where the holder failed by way of another proxy', async ({ home }) => {
    const { asker, waiter } = await askerAndWaiter(home, noWay);
    await answer(home, asker);
    expect((await asker.ended).status).toBe(6);
    await waiter.enterCode(phone);
    expect(await roleOf(home, await waiter.ended)).toBe(prodAdmin);
  });

  test('tries itself where the holder failed with another secret of the same key', async ({
    home,
  }) => {
    const credentials = textOf(home, '.aws/credentials');
    home.credentials(credentials.replace(jane.secretAccessKey, 'typo'.repeat(10)));
    const asker = home.terminal(call('prod'));
    await asker.waitFor(question);
    home.credentials(credentials);
    const waiter = home.terminal(call('prod'));
    await waiter.waitFor(waitingFor(asker));
    await answer(home, asker);
    expect((await asker.ended).status).toBe(4);
    await waiter.enterCode(phone);
    expect(await roleOf(home, await waiter.ended)).toBe(prodAdmin);
  });

  test('finds no lock of a holder that has ended, however it ended', async ({ home }) => {
    const { asker, waiter } = await askerAndWaiter(home);
    asker.kill('SIGKILL');
    await waiter.waitFor(question);
    waiter.kill('SIGKILL');
    await waiter.ended;
    const ended = await home.run(call('prod'));
    expect(errorOf(ended)).toContain('needs an MFA code, but there is no terminal');
  });
});

/** Ends the program that runs awsmfa, and resolves when awsmfa has ended as well, which closes its descriptor 3. */
const underCaller = `mkfifo end
  sh -c 'echo $$ >caller; awsmfa credential-process --profile prod 3>end; :' & cat end`;

describe.concurrent('a process whose own caller has died', () => {
  test('waits no longer', async ({ home }) => {
    const asker = home.terminal(call('prod'));
    await asker.waitFor(question);
    const waiter = home.programInTerminal(['sh', '-c', underCaller]);
    await waiter.waitFor(waitingFor(asker));
    process.kill(Number(textOf(home, 'caller')), 'SIGKILL');
    expect((await waiter.ended).stdout).toBe('');
    asker.write('\u0004');
    await asker.ended;
  });

  test('asks no longer, which those who wait do not suffer for: the next one asks', async ({
    home,
  }) => {
    const asker = home.programInTerminal(['sh', '-c', underCaller]);
    await asker.waitFor(question);
    const waiter = home.terminal(call('prod'));
    await waiter.waitFor('profile "prod" waits for');
    process.kill(Number(textOf(home, 'caller')), 'SIGKILL');
    await waiter.enterCode(phone);
    expect(await roleOf(home, await waiter.ended)).toBe(prodAdmin);
    expect((await asker.ended).screen.endsWith(question)).toBe(true);
  });
});
