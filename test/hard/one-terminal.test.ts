import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { Home, TerminalRun } from '../support/awsmfa.ts';
import { accounts, hardwareToken, phone } from '../support/five-accounts.ts';
import { call, locks, question, roleOf, runWithCode, test, until } from './support/scene.ts';

/** Two profiles with different devices at once on one terminal, as two tools in one script would start them. */
const bothAtOnce = `
  awsmfa credential-process --profile prod >$OUT/phone.out 2>$OUT/phone.err & phone=$!
  awsmfa credential-process --profile other-device >$OUT/token.out 2>$OUT/token.err & token=$!
  wait $phone; echo $? >$OUT/phone.status
  wait $token; echo $? >$OUT/token.status`;

/** When both are where only one can go on: each holds the locks of a role and of a session, and one the terminal's. */
async function startBoth(home: Home, outputs: string): Promise<TerminalRun> {
  const run = home.programInTerminal(['sh', '-c', bothAtOnce], { env: { OUT: outputs } });
  await run.waitFor(/MFA code for \S+ ›/);
  await until(() => locks(home).length === 5);
  return run;
}

/** The device whose code is asked for, and how many are. */
function asked(run: TerminalRun): readonly string[] {
  return [...run.screen().text.matchAll(/MFA code for (\S+) ›/g)].map(([, serial = '']) => serial);
}

function otherThan(serial: string | undefined): string {
  return serial === phone ? hardwareToken : phone;
}

function ended(outputs: string, device: 'phone' | 'token') {
  const read = (name: string) => readFileSync(join(outputs, `${device}.${name}`), 'utf8');
  return { status: Number(read('status')), stdout: read('out'), stderr: read('err') };
}

describe.concurrent('two questions for one terminal', () => {
  test('are asked one after the other, and what is typed ahead is no answer to the second', async ({
    home,
    outputs,
  }) => {
    const run = await startBoth(home, outputs);
    const [first = ''] = asked(run);
    expect(asked(run)).toHaveLength(1);
    run.write(`${home.code(first)}\r${home.secretCode('000000')}\r`);
    await run.waitFor(`MFA code for ${otherThan(first)} ›`);
    expect(asked(run)).toEqual([otherThan(first)]);
    run.write(`${home.code(otherThan(first))}\r`);
    await run.exit;
    expect(await roleOf(home, ended(outputs, 'phone'))).toBe(`${accounts.prod}:admin`);
    expect(await roleOf(home, ended(outputs, 'token'))).toBe(`${accounts.prod}:long`);
    expect(home.calls).toEqual({ GetSessionToken: 2, AssumeRole: 2 });
  });

  test('are two questions: who does not answer the first is asked the second', async ({
    home,
    outputs,
  }) => {
    const run = await startBoth(home, outputs);
    const [first] = asked(run);
    run.write('\u0004');
    await run.waitFor(`MFA code for ${otherThan(first)} ›`);
    run.write('\u0004');
    await run.exit;
    for (const device of ['phone', 'token'] as const)
      expect(ended(outputs, device)).toMatchObject({
        status: 5,
        stdout: '',
        stderr: expect.stringMatching(/^awsmfa: error: no MFA code was entered\n/) as string,
      });
    expect(run.screen().text).not.toContain('›');
  });

  test('both end with Ctrl-C, and with them the program that asked', async ({ home, outputs }) => {
    const run = await startBoth(home, outputs);
    run.write('\u0003');
    expect((await run.ended).status).toBe(130);
    for (const device of ['phone', 'token'])
      expect(readFileSync(join(outputs, `${device}.out`), 'utf8')).toBe('');
    const next = await runWithCode(home, 'prod');
    expect(await roleOf(home, next)).toBe(`${accounts.prod}:admin`);
  });

  test('a background job is refused at once, and does not wait for its turn', async ({
    home,
    outputs,
  }) => {
    const script = `set -m; awsmfa credential-process --profile other-device >$OUT/token.out 2>$OUT/token.err &
      wait $!; echo $? >$OUT/token.status`;
    const run = home.programInTerminal(['sh', '-c', script], { env: { OUT: outputs } });
    await run.ended;
    expect(ended(outputs, 'token')).toMatchObject({
      status: 5,
      stderr: expect.stringContaining('but awsmfa runs in the background') as string,
    });
  });
});

describe.concurrent('a code that was spent by another process', () => {
  test('is known to the next question, though it was given by --token-code', async ({ home }) => {
    let [before, after] = [0, -1];
    // Not across the full and the half minute, when the device shows the next code.
    while (before !== after) {
      before = halfMinute();
      expect((await runWithCode(home, 'prod')).status).toBe(0);
      const run = home.terminal([...call('dev'), '--no-cache']);
      await run.waitFor(question);
      after = halfMinute();
      if (before === after)
        expect(run.screen().text).toMatch(
          /the current code was just used: wait \d+ s for the next one/,
        );
      run.write('\u0004');
      await run.ended;
      home.remove('.aws/awsmfa/sessions');
    }
  });

  test('is not spent where AWS was never reached', async ({ home }) => {
    const nowhere = { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' };
    const first = await runWithCode(home, 'prod', { env: nowhere });
    expect(first).toMatchObject({ status: 6, stdout: '' });
    const run = home.terminal(call('prod'));
    await run.waitFor(question);
    expect(run.screen().text).not.toContain('was just used');
    run.write('\u0004');
    await run.ended;
  });
});

function halfMinute(): number {
  return Math.floor(Date.now() / 30_000);
}
