import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  control,
  createPromptRunner,
  enter,
  escape,
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
  test('is returned, and leaves one line on the terminal and nothing on stdout and stderr', async () => {
    const run = runner.run('ask; stty -a >modes');
    await run.waitFor(ready);
    expect(run.screen().text).toBe(
      '? awsmfa: terraform needs an MFA code for profile "prod"\n' +
        '  MFA code for arn:aws:iam::111122223333:mfa/jane ›',
    );
    run.write('012345' + enter);
    await expectCooked(run);
    expect(run.result()).toEqual({ code: '012345' });
    expect(run.screen().text).toBe('awsmfa: MFA code for profile "prod" entered');
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
      const run = runner.run('ask');
      await run.waitFor(ready);
      run.write(wrong + enter);
      await run.waitFor('an MFA code has six digits');
      expect(run.screen().cursorLine).toContain(`${ready} ${wrong}`.trimEnd());
      run.write(control('U') + '654321' + enter);
      await run.exit;
      expect(run.result()).toEqual({ code: '654321' });
      expect(run.screen().text).toBe('awsmfa: MFA code for profile "prod" entered');
    },
  );

  test('is not mistaken where function keys and stray control characters were hit', async () => {
    const run = runner.run('ask');
    await run.waitFor(ready);
    run.write(`12${escape}[15~${escape}OP\t\u0000${escape}[A345${escape}[D\u007f${control('E')}6`);
    await run.waitFor('12356');
    run.write(`${escape}[D${escape}[D4${enter}`);
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
    run.write('111111\n22');
    await run.waitFor(/111111\r\n22/);
    writeFileSync(`${run.folder}/go`, '\n');
    await run.waitFor(ready);
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
    run.write(escape);
    await run.exit;
  });

  test('says that the code the device shows was used a moment ago', async () => {
    const run = runner.run('ask; ask', { FIXTURE_NOW: '1800000018000' });
    await run.waitFor(ready);
    expect(run.screen().text).not.toContain('was just used');
    run.write('123456' + enter);
    await run.waitFor('entered');
    await run.waitFor(ready);
    expect(run.screen().text).toContain(
      'the current code was just used: wait for the next one (in 12 s)',
    );
    run.write(escape);
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
    run.write(escape);
    await run.exit;
  });

  test('keeps the cursor behind the answer at the foot of the screen, too', async () => {
    const run = runner.run('seq 1 30; ask', {}, { rows: 8 });
    await run.waitFor(ready);
    run.write('12345' + enter);
    await run.waitFor('six digits');
    expect(run.screen().cursorLine).toContain(`${ready} 12345`);
    run.write('6' + enter);
    await run.exit;
    expect(run.screen().text).toMatch(/29\n30\nawsmfa: MFA code for profile "prod" entered$/);
  });

  test('is wiped off a terminal that is too narrow for it', async () => {
    const run = runner.run('echo before; ask', {}, { columns: 25 });
    await run.waitFor(/mfa\/j\s*ane ›/);
    run.write('123456' + enter);
    await run.exit;
    expect(run.screen().text.replaceAll('\n', '')).toBe(
      'beforeawsmfa: MFA code for profile "prod" entered',
    );
  });

  test('is measured anew when the terminal was resized', async () => {
    const run = runner.run('ask', {}, { columns: 100 });
    await run.waitFor(ready);
    run.resize(30, 24);
    // `prompts` decides after each key how much to clear before the next; the first may overtake the signal.
    run.write('1');
    await run.waitFor('› 1');
    run.write('2');
    await run.waitFor('› 12');
    run.write('3');
    const fourRows = `${escape}[2K${escape}[1A`.repeat(3) + `${escape}[2K${escape}[G`;
    await run.waitFor(fourRows);
    run.write('456' + enter);
    await run.exit;
    expect(run.result()).toEqual({ code: '123456' });
  });
});
