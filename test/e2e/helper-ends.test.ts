import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { exampleWorld } from '../stand-in/example-world.ts';
import { type Home, program, testIn } from '../support/awsmfa.ts';

const test = testIn(exampleWorld);
const call = ['credential-process', '--profile', 'app'];

/** A profile whose helper never ends, nor does the shell it has started; each writes down who it is. */
function endlessHelper(home: Home, trap = ''): void {
  const forever = `${trap} while :; do sleep 0.1; done`;
  home.write(
    'bin/endless',
    `#!/bin/sh\nsh -c 'echo $$ >"${home.path('inner')}"; ${forever}' &\n` +
      `until [ -s "${home.path('inner')}" ]; do sleep 0.01; done\n` +
      `echo $$ >"${home.path('outer')}"; ${forever}\n`,
  );
  chmodSync(home.path('bin/endless'), 0o755);
  home.config(`[profile app]\ncredential_process = ${home.path('bin/endless')}\n`);
}

async function helperRuns(home: Home): Promise<void> {
  const isWritten = () => existsSync(home.path('outer')) && readFileSync(home.path('outer')).length;
  await expect.poll(isWritten, { timeout: 20_000, interval: 10 }).toBeTruthy();
}

async function expectAllGone(home: Home): Promise<void> {
  for (const name of ['outer', 'inner']) {
    const pid = Number(readFileSync(home.path(name), 'utf8'));
    await expect.poll(() => isAlive(pid), { timeout: 15_000, interval: 50 }).toBe(false);
  }
}

/** An orphan that has ended is still listed until somebody collects it, as a zombie. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
  return /^[^Z\s]/.test(stdout.trim());
}

function start(home: Home, command: readonly string[]) {
  const [program = '', ...args] = command;
  return spawn(program, args, { env: home.env(), detached: true, stdio: 'ignore' });
}

describe.skipIf(process.platform === 'win32')("another program's helper", () => {
  test.for(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'ends with awsmfa at %s, with all that it has started',
    async (signal, { home }) => {
      endlessHelper(home);
      const awsmfa = start(home, [...program, ...call]);
      await helperRuns(home);
      awsmfa.kill(signal);
      expect(await once(awsmfa, 'exit')).toEqual([null, signal]);
      await expectAllGone(home);
    },
  );

  test('is killed where it ignores SIGTERM', async ({ home }) => {
    endlessHelper(home, 'trap "" TERM;');
    const awsmfa = start(home, [...program, ...call]);
    await helperRuns(home);
    awsmfa.kill('SIGTERM');
    expect(await once(awsmfa, 'exit')).toEqual([null, 'SIGTERM']);
    await expectAllGone(home);
  });

  test('ends when whoever asked for the credentials has gone', async ({ home }) => {
    endlessHelper(home);
    const caller = start(home, ['sh', '-c', `awsmfa ${call.join(' ')}; true`]);
    await helperRuns(home);
    caller.kill('SIGKILL');
    await expectAllGone(home);
  });

  test('may ask on the terminal, where Ctrl-C ends it and awsmfa', async ({ home }) => {
    const asking = `#!/bin/sh\nprintf 'PIN: ' >/dev/tty; read -r pin </dev/tty; echo "{\\"Version\\":1,\\"AccessKeyId\\":\\"AKIA$pin\\",\\"SecretAccessKey\\":\\"s\\"}"\n`;
    home.write('bin/asking', asking);
    chmodSync(home.path('bin/asking'), 0o755);
    home.config(`[profile app]\ncredential_process = ${home.path('bin/asking')}\n`);
    const answered = home.terminal(call);
    await answered.waitFor('PIN: ');
    answered.write('1234\r');
    expect(JSON.parse((await answered.ended).stdout)).toMatchObject({ AccessKeyId: 'AKIA1234' });
    const cancelled = home.terminal(call);
    await cancelled.waitFor('PIN: ');
    cancelled.write('\u0003');
    expect(await cancelled.ended).toMatchObject({ status: 130, stdout: '' });
  });

  test('that a Ctrl-C ended takes awsmfa with it, whoever of the two notices first', async ({
    home,
  }) => {
    home.write('bin/interrupted', '#!/bin/sh\nkill -INT $$\n');
    chmodSync(home.path('bin/interrupted'), 0o755);
    home.config(`[profile app]\ncredential_process = ${home.path('bin/interrupted')}\n`);
    expect(await home.run(call)).toMatchObject({ status: 130, stdout: '', stderr: '' });
  });

  test('does not get the code that is for awsmfa', async ({ home }) => {
    const answer =
      '{"Version":1,"AccessKeyId":"AKIA${AWSMFA_TOKEN_CODE-NONE}","SecretAccessKey":"s"}';
    home.config(`[profile app]\ncredential_process = ${home.path('bin/looking')}\n`);
    home.write('bin/looking', `#!/bin/sh\ncat <<END\n${answer}\nEND\n`);
    chmodSync(home.path('bin/looking'), 0o755);
    const { stdout } = await home.run(call, { env: { AWSMFA_TOKEN_CODE: '123456' } });
    expect(JSON.parse(stdout)).toMatchObject({ AccessKeyId: 'AKIANONE' });
  });

  test('that prints a secret of the environment has it blotted out', async ({ home }) => {
    const env = { AWS_SECRET_ACCESS_KEY: 'pass/word', AWS_SESSION_TOKEN: 'tok+en/tok' };
    home.write(
      'bin/tracing',
      '#!/bin/sh\necho "key pass\\/word token tok%2Ben%2Ftok" >&2; exit 1\n',
    );
    chmodSync(home.path('bin/tracing'), 0o755);
    home.config(`[profile app]\ncredential_process = ${home.path('bin/tracing')}\n`);
    const { stderr } = await home.run(call, { env });
    expect(stderr).toContain('failed with status 1: key [secret] token [secret]\n');
  });
});
