import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SessionKey } from '../../../src/plan/model/plan.ts';
import {
  acquireAtLast,
  cleanups,
  createLock,
  failureOf,
  hold,
  home,
  isWindows,
  key,
  lockOfKey,
  startWaiting,
} from '../scratch-home.ts';
import { newUser, useLockUsers } from './users.ts';

useLockUsers();

describe('those who wait for another process', () => {
  test('are woken at once when the holder is killed, and can then have the lock', async () => {
    const user = newUser();
    await user.acquire(key);
    const { result } = await startWaiting();
    await user.kill();
    expect(await result).toBeUndefined();
    await (await hold()).release();
  });

  test('are woken when the holder ends without releasing, which a lock does not keep it from', async () => {
    const user = newUser();
    await user.acquire(key);
    const { result } = await startWaiting();
    user.tell({ do: 'be left alone' });
    expect(await result).toBeUndefined();
    expect(await user.next()).toStrictEqual({ event: 'exited', code: 0 });
    await (await hold()).release();
  });

  test('may be killed without the holder noticing', async () => {
    const lease = await hold();
    const user = newUser();
    user.tell({ do: 'acquire', key });
    expect(await user.next()).toMatchObject({ event: 'waiting', holder: { pid: process.pid } });
    await user.kill();
    await lease.release();
  });
});

const cancelled = { kind: 'cancelled', message: 'no code was typed', hints: [] } as const;

describe('a failure of a holder', () => {
  test.skipIf(isWindows)(
    'that exits at once reaches those it had no time to greet (a pipe on Windows has no queue)',
    async () => {
      const user = newUser();
      const alarm = join(home, 'alarm');
      await user.acquire(key);
      user.tell({ do: 'sleep, release, exit', key, alarm, failure: cancelled });
      expect(await user.result()).toStrictEqual({ event: 'asleep' });
      const waits = await Promise.all(Array.from({ length: 120 }, () => startWaiting()));
      expect(waits[0]?.holder).toStrictEqual({ pid: user.pid, silent: true });
      writeFileSync(alarm, '');
      for (const { result } of waits) expect((await failureOf(result)).kind).toBe('cancelled');
    },
  );
});

describe.skipIf(isWindows)('a suspended holder (Windows has no SIGSTOP)', () => {
  test('keeps its lock, is named to those who wait, and goes on when it is continued', async () => {
    const user = newUser();
    await user.acquire(key);
    user.process.kill('SIGSTOP');
    const { holder, result } = await startWaiting();
    expect(holder).toStrictEqual({ pid: user.pid, silent: true });

    const failure = await failureOf(createLock({ deadlineMs: 1500 }).acquire(key));
    expect(failure.message).toBe(
      `gave up after waiting 2 s for process ${user.pid}, which is getting credentials and does not respond`,
    );
    expect(failure.hints[0]).toBe(`continue or end process ${user.pid}, then try again`);

    user.process.kill('SIGCONT');
    expect(await user.release(key)).toStrictEqual({ event: 'released' });
    expect(await result).toBeUndefined();
  });

  test('keeps a lock that is old enough to be swept', async () => {
    const user = newUser();
    await user.acquire(key);
    const long = new Date(Date.now() - 10_000 * 3_600_000);
    utimesSync(lockOfKey(), long, long);
    user.process.kill('SIGSTOP');
    await (await hold('fedcba9876543210' as SessionKey)).release();
    expect(readdirSync(lockOfKey())).toHaveLength(1);
    user.process.kill('SIGCONT');
  });

  test.skipIf(process.platform !== 'linux')(
    'is not mistaken for dead when its queue is full (only Linux tells the two apart)',
    async () => {
      const address = join(lockOfKey(), 'planted');
      mkdirSync(lockOfKey(), { recursive: true, mode: 0o700 });
      const script = `
        require('node:net').createServer().listen({ path: ${JSON.stringify(address)}, backlog: 1 }, () => {
          require('node:fs').writeSync(1, 'listening');
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
        });`;
      const holder = spawn(process.execPath, ['-e', script], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      cleanups.push(() => holder.kill('SIGKILL'));
      await once(holder.stdout, 'data');
      for (let count = 0; count < 4; count += 1) {
        const socket = connect(address).on('error', () => undefined);
        cleanups.push(() => void socket.destroy());
      }
      expect(await acquireAtLast({ deadlineMs: 300 })).toMatchObject({
        kind: 'code-unavailable',
      });
      expect(existsSync(address)).toBe(true);
    },
  );
});
