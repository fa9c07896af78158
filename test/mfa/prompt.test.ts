import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  control,
  createPromptRunner,
  enter,
  escape,
  complaint,
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

describe('a code that is typed', () => {
  test('is returned, and leaves nothing on the terminal, stdout and stderr', async () => {
    const run = runner.run('ask; stty -a >modes');
    await run.waitFor(ready);
    expect(run.screen().text).toBe(
      '? awsmfa: terraform needs an MFA code for profile "prod"\n' +
        '  MFA code for arn:aws:iam::111122223333:mfa/jane ›',
    );
    run.write('012345' + enter);
    await expectCooked(run);
    expect(run.result()).toEqual({ code: '012345' });
    expect(run.screen().text).toBe('');
    expectSilence(run);
  });

  test('may have spaces in it', async () => {
    const run = runner.run('ask');
    await run.waitFor(ready);
    run.write(' 123 456 ' + enter);
    await run.exit;
    expect(run.result()).toEqual({ code: '123456' });
  });

  test.each(['12345a', '1234567', '12345', ''])(
    'is asked for again if it is "%s"',
    async (wrong) => {
      const run = runner.run('echo before; ask');
      await run.waitFor(ready);
      run.write(wrong + enter);
      await run.waitFor(complaint);
      run.write(wrong + enter);
      await run.waitFor(complaint);
      run.write('654321' + enter);
      await run.exit;
      expect(run.result()).toEqual({ code: '654321' });
      expect(run.screen().text).toBe('before');
    },
  );

  test('is edited by the terminal itself', async () => {
    const run = runner.run('ask');
    await run.waitFor(ready);
    run.write(`999${control('U')}123457\u007f6${enter}`);
    await run.exit;
    expect(run.result()).toEqual({ code: '123456' });
  });

  test('leaves standard input to the program that it belongs to', async () => {
    const run = runner.run('echo data | { ask; cat >rest; }');
    await run.waitFor(ready);
    run.write('123456' + enter);
    await run.exit;
    expect(run.result()).toEqual({ code: '123456' });
    expect(run.file('rest')).toBe('data\n');
  });

  test('is not taken from what was typed before the question was there', async () => {
    const run = runner.run('mkfifo go; echo waiting; read _ <go; ask', {});
    await run.waitFor('waiting');
    run.write('111111\n222222\n');
    await run.waitFor(/222222\r\n/);
    writeFileSync(`${run.folder}/go`, '\n');
    await run.waitFor(ready);
    run.write('333333' + enter);
    await run.exit;
    expect(run.result()).toEqual({ code: '333333' });
  });

  test('is not mistaken where a line had been begun before the question was there', async () => {
    const run = runner.run('mkfifo go; echo waiting; read _ <go; ask', {});
    await run.waitFor('waiting');
    run.write('22');
    await run.waitFor('22');
    writeFileSync(`${run.folder}/go`, '\n');
    await run.waitFor(ready);
    run.write('333333' + enter);
    await run.waitFor(complaint);
    run.write('333333' + enter);
    await run.exit;
    expect(run.result()).toEqual({ code: '333333' });
  });
});

describe('the question', () => {
  test('says that AWS rejected the code before', async () => {
    const run = runner.run('ask', { FIXTURE_REJECTED: 'MultiFactorAuthentication failed' });
    await run.waitFor(ready);
    expect(run.screen().text).toContain('AWS rejected the code, and a code works only once');
    run.write(control('D'));
    await run.exit;
  });

  test('says that the code the device shows was used a moment ago', async () => {
    const run = runner.run('ask; ask', { FIXTURE_NOW: '1800000018000' });
    await run.waitFor(ready);
    expect(run.screen().text).not.toContain('was just used');
    run.write('123456' + enter);
    await run.waitFor(ready);
    expect(run.screen().text).toContain(
      'the current code was just used: wait 12 s for the next one',
    );
    run.write(control('D'));
    await run.exit;
  });

  test('lets no escape sequence of a profile, device or program through', async () => {
    const run = runner.run('ask', {
      FIXTURE_PROFILE: '\u001b]0;owned\u0007prod\u202e',
      FIXTURE_SERIAL: '\u001b[2Jmfa/jane',
      FIXTURE_CALLER: 'evil\u001b[1A\rprogram',
    });
    await run.waitFor(ready);
    expect(run.raw()).not.toMatch(/\u001b\]0|\u0007|\u202e|\u001b\[2J|evil\u001b/);
    expect(run.screen().text).toContain(String.raw`profile "\x1b]0;owned\x07prod\u202e"`);
    run.write(control('D'));
    await run.exit;
  });

  test('is written once, however many keys are hit', async () => {
    const run = runner.run('ask');
    await run.waitFor(ready);
    for (const digit of '123456') run.write(digit);
    run.write(enter);
    await run.exit;
    expect(run.raw().match(/needs an MFA code/g)).toHaveLength(1);
  });

  test('is wiped off at the foot of the screen, too', async () => {
    const run = runner.run('seq 1 30; ask; echo after', {}, { rows: 8 });
    await run.waitFor(ready);
    run.write('12345' + enter);
    await run.waitFor(complaint);
    run.write('123456' + enter);
    await run.exit;
    expect(run.screen().text).toMatch(/29\n30\nafter$/);
  });

  test('is wiped off a terminal that is too narrow for it', async () => {
    const run = runner.run('echo before; ask; echo after', {}, { columns: 25 });
    await run.waitFor(/mfa\/jane ›/);
    run.write('1'.repeat(60) + enter);
    await run.waitFor(complaint);
    run.write('123456' + enter);
    await run.exit;
    expect(run.screen().text).toBe('before\nafter');
  });

  test('is left where the terminal knows no cursor sequences', async () => {
    const run = runner.run('export TERM=dumb; ask; echo after');
    await run.waitFor(ready);
    run.write('123456' + enter);
    await run.exit;
    expect(run.raw()).not.toContain(escape);
    expect(run.screen().text).toMatch(/mfa\/jane › 123456\nafter$/);
  });
});

/** As k9s and other full-screen programs have it, in which nothing echoes and Return is a carriage return. */
const rawMode = 'stty raw -echo; ask; status=$?; stty -a >modes; exit $status';

describe('on a terminal that the caller has in raw mode', () => {
  test('a code is read key by key, and the terminal stays in raw mode', async () => {
    const run = runner.run(rawMode);
    await run.waitFor(ready);
    for (const key of ['1', '2', '9', '\u007f', '3 4', '5', '6', '\r']) run.write(key);
    await run.exit;
    expect(run.result()).toEqual({ code: '123456' });
    expect(run.file('modes')).toMatch(/-icanon/);
    expect(run.screen().text).toBe('');
  });

  test('a code is asked for again on a row of its own', async () => {
    const run = runner.run(rawMode);
    await run.waitFor(ready);
    run.write('12345\r');
    await run.waitFor(complaint);
    expect(run.screen().text).toBe(
      '? awsmfa: terraform needs an MFA code for profile "prod"\n' +
        '  MFA code for arn:aws:iam::111122223333:mfa/jane ›\n' +
        '  an MFA code has six digits ›',
    );
    run.write('123456\r78');
    await run.exit;
    expect(run.result()).toEqual({ code: '123456' });
    expect(run.screen().text).toBe('');
  });

  test.each([
    ['Esc', escape],
    ['Ctrl-C', control('C')],
    ['Ctrl-D', control('D')],
  ])('%s is a no, and the caller goes on', async (_name, key) => {
    const run = runner.run(rawMode);
    await run.waitFor(ready);
    run.write('12');
    run.write(key);
    expect((await run.exit).exitCode).toBe(5);
    expect(run.result()).toMatchObject({ kind: 'cancelled', message: 'no MFA code was entered' });
    expect(run.screen().text).toBe('');
  });
});
