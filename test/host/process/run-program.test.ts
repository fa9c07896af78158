import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ProgramOptions, runProgram } from '../../../src/host/process/run-program.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'awsmfa-program-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function run(command: readonly string[], options: Partial<ProgramOptions> = {}) {
  const env = { PATH: process.env['PATH'] };
  return runProgram(command, { env, timeoutMs: 20_000, graceMs: 500, maxBytes: 1000, ...options });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('a program that cannot be started is an answer, not an exception', () => {
  test.skipIf(process.platform === 'win32').for<[string, () => readonly string[]]>([
    ['ENOENT', () => [join(folder, 'nothing')]],
    ['EACCES', () => [folder]],
    ['ENOTDIR', () => ['/dev/null/helper']],
    ['ENAMETOOLONG', () => [join(folder, 'x'.repeat(300))]],
    ['E2BIG', () => ['true', 'x'.repeat(8 * 1024 * 1024)]],
    ['ERR_INVALID_ARG_VALUE', () => ['true', 'a\0b']],
    ['ERR_INVALID_ARG_VALUE', () => ['']],
    [
      'ELOOP',
      () => {
        symlinkSync(join(folder, 'loop'), join(folder, 'loop'));
        return [join(folder, 'loop')];
      },
    ],
  ])('%s (Windows has other errors)', async ([reason, command]) => {
    expect(await run(command())).toEqual({ ended: 'not started', reason });
  });
});

describe.skipIf(process.platform === 'win32')('a program that does not end (a shell)', () => {
  test.for([
    ['timeout', ''],
    ['too much output', 'head -c 5000 /dev/zero;'],
  ] as const)(
    'is gone when the %s is reported, though it ignores SIGTERM',
    async ([ended, output]) => {
      const script = join(folder, 'script');
      writeFileSync(
        script,
        `trap '' TERM; echo $$ >'${folder}/pid'; ${output} while :; do sleep 0.1; done`,
      );
      const result = await run(['sh', script], { timeoutMs: output === '' ? 500 : 20_000 });
      expect(result).toEqual({ ended });
      const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
      // It has been killed already, and not by a timer that a process which exits now would take with it.
      await expect.poll(() => isAlive(pid), { timeout: 500, interval: 10 }).toBe(false);
    },
  );

  test('is not waited for any longer than it takes to end', async () => {
    const ended = run(['sleep', '60'], { timeoutMs: 100, graceMs: 30_000 });
    expect(await Promise.race([ended, setTimeout(15_000, 'waits')])).toEqual({ ended: 'timeout' });
  });
});
