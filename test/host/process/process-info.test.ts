import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseProcStat } from '../../../src/host/process/proc-stat.ts';
import { askPs, parsePs, readProc, readProcess } from '../../../src/host/process/process-info.ts';

describe('/proc/PID/stat', () => {
  const stat = (name: string, device: number) =>
    `4711 (${name}) S 4710 4709 4700 ${device} 4709 4194304 1`;

  test.each(['node', 'tmux: server', 'a) R 1 (b', ')'])(
    'is read behind a program called "%s"',
    (name) => {
      expect(parseProcStat(stat(name, 34_819))).toEqual({
        stopped: false,
        parentPid: 4710,
        processGroup: 4709,
        session: 4700,
        foregroundGroup: 4709,
        terminal: '/dev/pts/3',
      });
    },
  );

  test.each([
    [34_816 + 255, '/dev/pts/255'],
    [34_816 + 0x10_0000, '/dev/pts/256'],
    [(4 << 8) | 1, '/dev/tty1'],
    [(4 << 8) | 64, '/dev/ttyS0'],
    [(204 << 8) | 64, undefined],
    [0, undefined],
  ])('names the terminal with the device number %i as %s', (device, name) => {
    expect(parseProcStat(stat('node', device))?.terminal).toBe(name);
  });

  test('shows a program that was stopped, and none that a debugger holds', () => {
    const inState = (state: string) => parseProcStat(stat('vi', 0).replace(') S', `) ${state}`));
    expect(['T', 't', 'S'].map((state) => inState(state)?.stopped)).toEqual([true, false, false]);
  });

  test('is of no use when it is something else', () => {
    expect(parseProcStat('')).toBeUndefined();
    expect(parseProcStat('4711 (node) S 4710')).toBeUndefined();
  });
});

describe('ps', () => {
  test('is read with its command line', () => {
    expect(parsePs('S+    501  1234  1234 ttys003  /usr/bin/python3 /usr/bin/aws s3 ls\n')).toEqual(
      {
        stopped: false,
        parentPid: 501,
        processGroup: 1234,
        foregroundGroup: 1234,
        terminal: '/dev/ttys003',
        argv: ['/usr/bin/python3', '/usr/bin/aws', 's3', 'ls'],
      },
    );
  });

  test('shows no terminal in its own ways', () => {
    expect(parsePs('Ss 1 2 -1 ? cron')?.terminal).toBeUndefined();
    expect(parsePs('Ss 1 2 0 ?? cron')?.terminal).toBeUndefined();
  });

  test('shows a program that was stopped', () => {
    expect(parsePs('TN+ 1 2 2 ttys003 vi')?.stopped).toBe(true);
  });

  test('is of no use when it printed something else', () => {
    expect(parsePs('')).toBeUndefined();
    expect(parsePs('ps: illegal option')).toBeUndefined();
  });
});

const hasBoth = existsSync('/proc/self/stat') && spawnSync('ps', ['-p', '1']).status === 0;

test.skipIf(!hasBoth)('/proc and ps say the same of a running process (needs both)', async () => {
  expect(readProc(process.pid)).toMatchObject({ parentPid: process.ppid });
  const { argv, ...status } = readProc(process.pid) ?? { argv: [] };
  expect(await askPs(process.pid)).toMatchObject({ ...status, session: undefined });
  expect(argv.length).toBeGreaterThan(0);
});

test('nothing is known of a process that does not exist', async () => {
  const pid = 2 ** 22 + 1;
  expect(await readProcess(pid)).toBeUndefined();
  expect(await askPs(pid)).toBeUndefined();
});
