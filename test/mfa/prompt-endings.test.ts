import { constants } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  askCommand,
  control,
  createPromptRunner,
  enter,
  expectCooked,
  expectSilence,
  type PromptRunner,
  ready,
} from './prompt-in-pty.ts';

let runner: PromptRunner;
beforeAll(async () => {
  runner = await createPromptRunner();
});
afterAll(() => runner.remove());

/** Survives the signals of the terminal, to tell how the program ended and how it left the terminal. */
const witness = 'trap : INT QUIT; (exec ask); echo "status $?"; stty -a >modes';

describe('a person who does not want to', () => {
  test('cancels with Ctrl-D, which leaves nothing on the terminal', async () => {
    const run = runner.run('ask; status=$?; stty -a >modes; exit $status');
    await run.waitFor(ready);
    run.write(control('D'));
    await expectCooked(run);
    expect(await run.exit).toEqual({ exitCode: 5, signal: 0 });
    expect(run.result()).toMatchObject({ kind: 'cancelled', message: 'no MFA code was entered' });
    expect(run.screen().text).toBe('');
    expectSilence(run);
  });

  test('ends the calling program, too, with Ctrl-C, after those who wait were told', async () => {
    const run = runner.run("sh -c 'ask; echo survived'; echo survived");
    await run.waitFor(ready);
    run.write('12' + control('C'));
    expect((await run.exit).signal).toBe(constants.signals.SIGINT);
    expect(run.raw()).not.toContain('survived');
    expect(run.file('abandoned')).toBe('no MFA code was entered');
    expect(run.file('result')).toBeUndefined();
    expectSilence(run);
  });

  test.each([
    ['Ctrl-C', control('C'), 'SIGINT'],
    ['Ctrl-\\', control('\\'), 'SIGQUIT'],
  ] as const)(
    'finds nothing of the question on the terminal after %s',
    async (_name, key, signal) => {
      const run = runner.run(witness);
      await run.waitFor(ready);
      run.write('12' + key);
      await run.waitFor(`status ${128 + constants.signals[signal]}`);
      await expectCooked(run);
      expect(run.screen().text).not.toMatch(/MFA|12$/m);
    },
  );

  test('can put the question aside with Ctrl-Z and come back to it', async (context) => {
    const run = runner.run('exec bash --norc --noprofile -i 2>&1', { PS1: 'shell> ' });
    await run.waitFor(/shell> |not found/).catch(() => context.skip('there is no bash'));
    run.write(askCommand + enter);
    await run.waitFor(ready);
    run.write('12' + control('Z'));
    await run.waitFor('Stopped');
    await run.waitFor('shell> ');
    run.write('stty -a >modes; fg' + enter);
    await run.waitFor(ready);
    run.write('654321' + enter);
    await run.waitFor('shell> ');
    run.write('exit' + enter);
    await expectCooked(run);
    expect(run.result()).toEqual({ code: '654321' });
  });
});

describe('a question nobody answers', () => {
  test('is gone at the deadline', async () => {
    const run = runner.run('ask; status=$?; stty -a >modes; exit $status', {
      FIXTURE_TIMEOUT_MS: '200',
    });
    await run.waitFor(ready);
    run.write('12');
    await expectCooked(run);
    expect((await run.exit).exitCode).toBe(5);
    expect(run.result()).toEqual({
      kind: 'cancelled',
      message: 'nobody entered a code within 0.2 s',
      hints: ['run `awsmfa login prod` in a terminal, and later calls need no code'],
    });
    expect(run.screen().text).toBe('');
    expectSilence(run);
  });

  test('is gone earlier where other processes were waited for before', async () => {
    const run = runner.run('ask', { FIXTURE_WAITED_MS: '54899.5' });
    await run.exit;
    expect(run.result()).toMatchObject({ message: 'nobody entered a code within 55 s' });
  });

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const)(
    'is gone at %s, which ends the program',
    async (signal) => {
      const run = runner.run(witness);
      await run.waitFor(ready);
      process.kill(run.promptPid(), signal);
      await run.waitFor(`status ${128 + constants.signals[signal]}`);
      await expectCooked(run);
      expect(run.screen().text).not.toContain('MFA');
      expect(run.file('result')).toBeUndefined();
      expect(run.file('abandoned')).toBe(
        signal === 'SIGINT' ? 'no MFA code was entered' : 'for no reason',
      );
      expectSilence(run);
    },
  );

  test.each(['SIGTERM', 'SIGHUP'] as const)(
    'leaves what was begun and not ended to nobody at %s',
    async (signal) => {
      const run = runner.run('ask; stty -icanon min 0 time 0; cat >rest');
      await run.waitFor(ready);
      run.write('123');
      await run.waitFor('123');
      process.kill(run.promptPid(), signal);
      await run.exit;
      expect(run.file('rest')).toBe('');
    },
  );

  test('is shown again when somebody stopped and continued the program', async () => {
    const run = runner.run('ask');
    await run.waitFor(ready);
    process.kill(run.promptPid(), 'SIGSTOP');
    process.kill(run.promptPid(), 'SIGCONT');
    await run.waitFor(ready);
    run.write('123456' + enter);
    await run.exit;
    expect(run.result()).toEqual({ code: '123456' });
  });

  test('ends as by a hang-up when the terminal goes away', async () => {
    const run = runner.run('trap "" HUP; ask; echo "status $?" >status');
    await run.waitFor(ready);
    run.hangUp();
    await run.exit;
    expect(run.file('status')).toBe(`status ${128 + constants.signals.SIGHUP}\n`);
    expect(run.file('out')).toBe('');
  });

  test('leaves what was begun and not ended to nobody', async () => {
    const run = runner.run('ask; stty -icanon min 0 time 0; cat >rest', {
      FIXTURE_TIMEOUT_MS: '2000',
    });
    await run.waitFor(ready);
    run.write('12345');
    await run.exit;
    expect(run.result()).toMatchObject({ kind: 'cancelled' });
    expect(run.file('rest')).toBe('');
  });

  test('ends with the program that needed it, and neither reads nor writes any more', async () => {
    const caller = "sh -c 'echo $$ >caller; ask 3>end; :'";
    const run = runner.run(`mkfifo end; ${caller} & cat end; read line; echo "read $line"`);
    await run.waitFor(ready);
    const shown = run.raw();
    process.kill(Number(run.file('caller')), 'SIGKILL');
    run.write('123456' + enter);
    await run.waitFor('read 123456');
    await run.exit;
    expect(run.file('abandoned')).toBe('for no reason');
    expect(run.file('result')).toBeUndefined();
    expect(run.raw()).toBe(`${shown}123456\r\nread 123456\r\n`);
  });
});

describe('where nobody can be asked', () => {
  test('a background job says so at once and is not stopped', async () => {
    const run = runner.run('set -m; ask & wait $!; echo "status $?"');
    await run.waitFor('status 5');
    await run.exit;
    expect(run.result()).toEqual({
      kind: 'code-unavailable',
      message: 'profile "prod" needs an MFA code, but awsmfa runs in the background',
      hints: [
        'run `awsmfa login prod` in a terminal, and later calls need no code',
        'or give the code in `AWSMFA_TOKEN_CODE`',
      ],
    });
    expectSilence(run);
  });

  test('a program without a terminal says so at once', async () => {
    const outcome = await runner.runWithoutTerminal({ FIXTURE_PROFILE: "it's" });
    expect(outcome).toEqual({
      exitCode: 5,
      result: {
        kind: 'code-unavailable',
        message: 'profile "it\'s" needs an MFA code, but there is no terminal',
        hints: [
          'run `awsmfa login prod` in a terminal, and later calls need no code',
          'or give the code in `AWSMFA_TOKEN_CODE`',
        ],
      },
    });
  });
});
