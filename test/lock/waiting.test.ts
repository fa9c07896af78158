import { once } from 'node:events';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createDeadline, reach, waitForHolder, type WaitTerms } from '../../src/lock/lock-wait.ts';
import {
  cleanups,
  createLock,
  failureOf,
  folder,
  hold,
  home,
  isWindows,
  key,
  lockOfKey,
  plantHolder,
  startWaiting,
  useScratchHome,
} from './scratch-home.ts';

useScratchHome();
afterEach(() => vi.useRealTimers());

describe('those who wait', () => {
  test('learn whom they wait for', async () => {
    const lease = await hold(key, {
      self: { pid: 4711, program: 'terraform', profile: 'prod', terminal: '/dev/pts/7' },
    });
    const { holder } = await startWaiting();
    expect(holder).toStrictEqual({
      pid: 4711,
      program: 'terraform',
      profile: 'prod',
      terminal: '/dev/pts/7',
      heldSeconds: 0,
    });
    await lease.release();
  });

  test('learn since when that one has the lock', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const lease = await hold();
    vi.advanceTimersByTime(90_000);
    expect((await startWaiting()).holder.heldSeconds).toBe(90);
    await lease.release();
  });

  test('are woken when the lock is released, and can then have it', async () => {
    const lease = await hold();
    const { result } = await startWaiting();
    await lease.release();
    expect(await result).toBeUndefined();
    await (await hold()).release();
  });

  test('may be 150', async () => {
    const lease = await hold();
    const waits = await Promise.all(Array.from({ length: 150 }, () => startWaiting()));
    await lease.release();
    const results = await Promise.all(waits.map(({ result }) => result));
    expect(new Set(results)).toStrictEqual(new Set([undefined]));
  });

  test('may go away without the holder noticing', async () => {
    const lease = await hold();
    const [name = ''] = readdirSync(lockOfKey());
    const socket = connect(join(lockOfKey(), name));
    await once(socket, 'data');
    socket.destroy();
    await once(socket, 'close');
    await lease.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('stop when their own caller has gone', async () => {
    const lease = await hold();
    let leave: () => void = () => undefined;
    const callerGone = new Promise<void>((resolve) => (leave = resolve));
    const { result } = await startWaiting({ callerGone });
    leave();
    expect(await failureOf(result)).toMatchObject({
      kind: 'code-unavailable',
      message: 'the program that asked for credentials has exited',
    });
    await lease.release();
  });

  test.skipIf(isWindows)('leave no trace in the folder', async () => {
    const lease = await hold();
    const before = statSync(folder).mtimeMs;
    const { result } = await startWaiting();
    expect(statSync(folder).mtimeMs).toBe(before);
    await lease.release();
    await result;
  });

  test.skipIf(isWindows)('keep no process alive when they have waited', async () => {
    const timers = () =>
      process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const lease = await hold();
    const before = timers();
    // Enough of them not to be mistaken for those of other tests.
    const waits = await Promise.all(Array.from({ length: 20 }, () => startWaiting()));
    expect(timers()).toBeGreaterThan(before + 10);
    await lease.release();
    for (const { result } of waits) await result;
    await new Promise((resolve) => setImmediate(resolve));
    expect(timers()).toBeLessThan(before + 10);
  });

  test('do not hide a bug', async () => {
    const lease = await hold();
    const bug = new TypeError('not a function');
    const onWaiting = () => {
      throw bug;
    };
    await expect(createLock({ onWaiting }).acquire(key)).rejects.toBe(bug);
    await lease.release();
  });
});

describe.skipIf(isWindows)(
  'whether a holder is alive shows in connecting (POSIX: a pipe ends with it)',
  () => {
    test('it is dead where nothing listens', async () => {
      const file = join(home, 'file');
      writeFileSync(file, '');
      expect([await reach(file), await reach(join(home, 'nothing'))]).toEqual(['dead', 'dead']);
    });

    test('what cannot be asked is neither', async () => {
      writeFileSync(join(home, 'file'), '');
      await expect(reach(join(home, 'file', 'socket'))).rejects.toMatchObject({ code: 'ENOTDIR' });
    });

    test.skipIf(process.platform !== 'linux')(
      'it is alive where more wait than the system queues, and looked for again a little later (Linux says so)',
      async () => {
        const address = join(home, 'crowded');
        const server = createServer((socket) => void socket.on('error', () => undefined).resume());
        await once(server.listen({ path: address, backlog: 1 }), 'listening');
        cleanups.push(() => void server.close());
        const sockets = Array.from({ length: 4 }, () =>
          connect(address).on('error', () => undefined),
        );
        cleanups.push(() => sockets.forEach((socket) => socket.destroy()));
        const outcome = waitForHolder(address, waitTerms());
        expect(await reach(address)).toBe('crowded');
        expect(await outcome).toBe('gone');
      },
    );
  },
);

describe('the deadline', () => {
  test('starts with the first wait, and ends for good', () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const deadline = createDeadline(1000);
    vi.advanceTimersByTime(5000);
    expect(deadline.leftMs()).toBe(1000);
    vi.advanceTimersByTime(400);
    expect(deadline.leftMs()).toBe(600);
    vi.advanceTimersByTime(4000);
    expect(deadline.leftMs()).toBe(0);
    expect(deadline.totalMs).toBe(1000);
  });

  test('names the holder, what it does, since when, and where to answer it', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const self = { pid: 4711, program: 'terraform', profile: 'prod', terminal: '/dev/pts/7' };
    const lease = await hold(key, { self });
    vi.advanceTimersByTime(40_000);
    const { result } = await startWaiting({ deadlineMs: 40 });
    vi.advanceTimersByTime(5000);
    expect(await failureOf(result)).toMatchObject({
      kind: 'code-unavailable',
      message:
        'gave up after waiting 1 s for "terraform" (process 4711), ' +
        'which has been getting credentials for profile "prod" for 45 s',
      hints: [
        'answer its prompt on "/dev/pts/7", then try again',
        expect.stringContaining('`awsmfa login`') as string,
      ],
    });
    vi.useRealTimers();
    await lease.release();
  });

  test.skipIf(isWindows).for([
    ['4711-random', 'process 4711'],
    ['1234567890-random', 'process 1234567890'],
    ['12345678901-random', 'another process'],
    ['a4711-random', 'another process'],
    ['4711', 'another process'],
  ])('names a silent holder by its socket, %s: %s', async ([name, holder]) => {
    await plantHolder(() => undefined, name);
    expect((await failureOf(createLock({ deadlineMs: 20 }).acquire(key))).message).toBe(
      `gave up after waiting 1 s for ${holder}, which is getting credentials`,
    );
  });

  test('is one for all waits of a process', async () => {
    let waits = 0;
    const lock = createLock({ deadlineMs: 50, onWaiting: () => (waits += 1) });
    const lease = await hold();
    await failureOf(lock.acquire(key));
    await failureOf(lock.acquire(key));
    expect(waits).toBe(1);
    await lease.release();
  });

  test('ends the wait of a process for itself', async () => {
    const lock = createLock({ deadlineMs: 50 });
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

function waitTerms(): WaitTerms {
  return {
    deadline: createDeadline(60_000),
    onWaiting: () => undefined,
    callerGone: undefined,
    sign: () => Promise.resolve(undefined),
    hasCode: () => false,
  };
}
