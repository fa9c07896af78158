import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, beforeAll, describe, expect } from 'vitest';
import { type Bundle, bundleFixture } from '../support/bundle.ts';
import { spawnInPty } from '../support/pty.ts';

let bundle: Bundle;
beforeAll(async () => {
  bundle = await bundleFixture('person');
});

const test = base.extend<{ folder: string }>({
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'awsmfa-person-'));
    await use(folder);
    rmSync(folder, { recursive: true });
  },
});

/** Asks these on a terminal; behind it, the shell writes the terminal's modes and the exit status into files. */
function ask(folder: string, questions: string) {
  const script = `trap : INT; "$FIXTURE_NODE" "$FIXTURE_PROGRAM"; echo $? >status; stty -a >modes`;
  const env = {
    PATH: process.env['PATH'],
    FIXTURE_NODE: process.execPath,
    FIXTURE_PROGRAM: bundle.file,
    FIXTURE_QUESTIONS: questions,
  };
  const pty = spawnInPty('sh', ['-c', script], { cwd: folder, env });
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  return { ...pty, answers: () => JSON.parse(read('result')) as unknown, read };
}

const modesOfAShell = /(?=[^]*\sicanon\b)(?=[^]*\sisig\b)[^]*\secho\b/;

describe('a question', () => {
  test('stays on the screen with its answer, which may be the suggested one', async ({
    folder,
  }) => {
    const run = ask(folder, 'name device sure');
    await run.waitFor('Name of the profile (prod) ›');
    run.write('a b\r');
    await run.waitFor('a name without blanks ›');
    run.write(' über \r');
    await run.waitFor('Number (1) ›');
    run.write('3\r');
    await run.waitFor('a number from 1 to 2 ›');
    run.write('2\r');
    await run.waitFor('Write it? (Y/n) ›');
    run.write('\r');
    await run.exit;
    expect(run.answers()).toEqual(['über', 'the token', true]);
    expect(run.screen().text).toBe(
      [
        '? Name of the profile (prod) › a b',
        '  a name without blanks ›  über',
        '? Which device?',
        '  1  phone',
        '  2  token',
        '  Number (1) › 3',
        '  a number from 1 to 2 › 2',
        '? Write it? (Y/n) ›',
      ].join('\n'),
    );
  });

  test('can be given up by Ctrl-D, and ended by Ctrl-C', async ({ folder }) => {
    const run = ask(folder, 'name');
    await run.waitFor('Name of the profile (prod) ›');
    run.write('\u0004');
    await run.exit;
    expect(run.read('status')).toBe('5\n');
    expect(run.answers()).toEqual([
      'no answer was given: Name of the profile',
      'run the command again, or give `--profile NAME`',
    ]);

    const ended = ask(folder, 'sure');
    await ended.waitFor('Write it? (Y/n) ›');
    ended.write('\u0003');
    await ended.exit;
    expect(ended.read('status')).toBe('130\n');
  });

  test.for([
    ['there is no terminal', undefined],
    ['`--no-prompt` says not to ask', '`--no-prompt` says not to ask'],
  ])(
    'that nobody can be asked, since %s, names the option to give',
    async ([why, disabled], { folder }) => {
      const env = { FIXTURE_QUESTIONS: 'name', FIXTURE_DISABLED: disabled };
      const options = { cwd: folder, env, detached: true, stdio: 'ignore' } as const;
      const [status] = (await once(
        spawn(process.execPath, [bundle.file], options),
        'exit',
      )) as unknown[];
      expect(status).toBe(2);
      expect(JSON.parse(readFileSync(join(folder, 'result'), 'utf8'))).toEqual([
        `nobody can be asked, since ${why}: Name of the profile`,
        'give `--profile NAME`',
      ]);
    },
  );
});

describe('a secret', () => {
  test('is not seen on the terminal, and leaves it in its modes', async ({ folder }) => {
    const run = ask(folder, 'secret name');
    await run.waitFor('Secret access key ›');
    run.write('s3cret/+x\u007fkey\r');
    await run.waitFor('Name of the profile (prod) ›');
    run.write('dev\r');
    await run.exit;
    expect(run.answers()).toEqual(['s3cret/+key', 'dev']);
    expect(run.screen().text).toBe('? Secret access key ›\n? Name of the profile (prod) › dev');
    expect(run.raw()).not.toContain('s3');
    expect(run.read('modes')).toMatch(modesOfAShell);
  });

  test.each([
    ['Ctrl-C', (run: ReturnType<typeof ask>) => run.write('half\u0003'), '130\n'],
    ['Ctrl-D', (run: ReturnType<typeof ask>) => run.write('half\u0004'), '5\n'],
  ] as const)('that is given up by %s leaves the terminal in its modes', async (_, end, status) => {
    const folder = mkdtempSync(join(tmpdir(), 'awsmfa-person-'));
    const run = ask(folder, 'secret');
    await run.waitFor('Secret access key ›');
    end(run);
    await run.exit;
    expect(run.read('status')).toBe(status);
    expect(run.read('modes')).toMatch(modesOfAShell);
    expect(run.raw()).not.toContain('half');
    rmSync(folder, { recursive: true });
  });
});
