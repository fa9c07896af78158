import { describe, expect, test } from 'vitest';
import {
  createLock,
  failureOf,
  hold,
  isWindows,
  key,
  newUser,
  startWaiting,
  useScratchHome,
} from './scratch-home.ts';

useScratchHome();

describe('those who wait', () => {
  test('learn whom they wait for', async () => {
    const user = newUser();
    await user.acquire(key);
    const { holder } = await startWaiting();
    expect(holder).toStrictEqual({
      pid: user.pid,
      program: 'terraform',
      profile: 'prod',
      terminal: '/dev/pts/7',
      heldSeconds: expect.any(Number) as number,
    });
  });

  test('are woken when the lock is released, and can then have it', async () => {
    const user = newUser();
    await user.acquire(key);
    const { result } = await startWaiting();
    await user.release(key);
    expect(await result).toBeUndefined();
    await (await hold()).release();
  });

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

  test('may be 150', async () => {
    const lease = await hold();
    const waits = await Promise.all(Array.from({ length: 150 }, () => startWaiting()));
    await lease.release();
    const results = await Promise.all(waits.map(({ result }) => result));
    expect(new Set(results)).toStrictEqual(new Set([undefined]));
  });

  test('may be killed without the holder noticing', async () => {
    const lease = await hold();
    const user = newUser();
    user.tell({ do: 'acquire', key });
    expect(await user.next()).toMatchObject({ event: 'waiting', holder: { pid: process.pid } });
    await user.kill();
    await lease.release();
  });

  test('stop when their own caller has gone', async () => {
    const lease = await hold();
    let leave: () => void = () => undefined;
    const callerGone = new Promise<void>((resolve) => (leave = resolve));
    const { result } = await startWaiting({ callerGone });
    leave();
    expect((await failureOf(result)).kind).toBe('code-unavailable');
    await lease.release();
  });
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
});

describe('the deadline', () => {
  test('names the holder, what it does, since when, and where to answer it', async () => {
    const user = newUser();
    await user.acquire(key);
    const failure = await failureOf(createLock({ deadlineMs: 400 }).acquire(key));
    expect(failure.kind).toBe('code-unavailable');
    expect(failure.message).toMatch(
      new RegExp(
        `^gave up after waiting 1 s for "terraform" \\(process ${user.pid}\\), ` +
          'which has been getting credentials for profile "prod" for \\d+ s$',
      ),
    );
    expect(failure.hints[0]).toBe('answer its prompt on "/dev/pts/7", then try again');
  });

  test('is one for all waits of a process', async () => {
    let waits = 0;
    const lock = createLock({ deadlineMs: 300, onWaiting: () => (waits += 1) });
    const lease = await hold();
    await failureOf(lock.acquire(key));
    await failureOf(lock.acquire(key));
    expect(waits).toBe(1);
    await lease.release();
  });

  test('ends the wait of a process for itself', async () => {
    const lock = createLock({ deadlineMs: 400 });
    const lease = await lock.acquire(key);
    expect((await failureOf(lock.acquire(key))).message).toContain(`(process ${process.pid})`);
    await lease?.release();
  });

  test('that has passed does not keep a process from a lock that is free', async () => {
    const lock = createLock({ deadlineMs: 1 });
    const lease = await hold();
    await failureOf(lock.acquire(key));
    await lease.release();
    const own = await lock.acquire(key);
    expect(own).toBeDefined();
    await own?.release();
  });
});
