import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '../../src/ground/failure.ts';
import type { SessionKey } from '../../src/plan/model/plan.ts';
import type { Lease } from '../../src/session/ports.ts';
import type { Holder } from '../../src/lock/lock-messages.ts';
import { createSocketLock, type SocketLockOptions } from '../../src/lock/socket-lock.ts';
import { bundleFixture } from '../support/bundle.ts';
import { newFolder } from '../support/new-folder.ts';
import { LockUser } from './lock-users.ts';

const isWindows = process.platform === 'win32';
const key = '0123456789abcdef0123456789abcdef' as SessionKey;
const cancelled = {
  kind: 'cancelled',
  message: 'no code was typed',
  hints: ['try again'],
} as const;

let program: string;
let home: string;
let folder: string;
const users: LockUser[] = [];

beforeAll(async () => {
  ({ file: program } = await bundleFixture('lock-user'));
});

beforeEach(() => {
  home = newFolder();
  folder = join(home, 'locks');
});

afterEach(async () => {
  await Promise.all(users.splice(0).map((user) => user.kill()));
  rmSync(home, { recursive: true, force: true });
});

function newUser(options: { platform?: string; cwd?: string } = {}): LockUser {
  const user = new LockUser(program, folder, options);
  users.push(user);
  return user;
}

function newUsers(count: number): readonly LockUser[] {
  return Array.from({ length: count }, () => newUser());
}

/** A lock as another process would have it: each of its own. */
function createLock(options: Partial<SocketLockOptions> = {}) {
  return createSocketLock({
    folder,
    platform: process.platform,
    uid: process.getuid?.(),
    self: { pid: process.pid, program: 'aws', profile: 'dev', terminal: undefined },
    onWaiting: () => undefined,
    ...options,
  });
}

async function hold(lockKey = key): Promise<Lease> {
  const lease = await createLock().acquire(lockKey);
  if (lease === undefined) throw new Error('somebody else holds the lock');
  return lease;
}

/** Starts to wait, and resolves when the wait has begun. */
async function startWaiting(options: Partial<SocketLockOptions> = {}) {
  let result: Promise<Lease | undefined> | undefined;
  const holder = await new Promise<Holder>((resolve) => {
    result = createLock({ ...options, onWaiting: resolve }).acquire(key);
    result.catch(() => undefined);
  });
  return { holder, result: result ?? Promise.resolve(undefined) };
}

async function failureOf(attempt: Promise<unknown>): Promise<Failure> {
  const error = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Failure)) throw new Error('it did not fail', { cause: error });
  return error;
}

/** Fails if anybody entered before the one before had left. */
function expectOneAtATime(log: string, entries: number): void {
  const lines = readFileSync(log, 'utf8').trim().split('\n');
  expect(lines).toHaveLength(2 * entries);
  lines.forEach((line, index) => {
    const [word, pid] = line.split(' ');
    expect(word).toBe(index % 2 === 0 ? 'enter' : 'leave');
    if (word === 'leave') expect(lines[index - 1]).toBe(`enter ${pid}`);
  });
}

describe('one process at a time', () => {
  test('of 20 that want the same key at once', async () => {
    const log = join(home, 'log');
    const contenders = newUsers(20);
    for (const user of contenders) user.tell({ do: 'contend', key, log });
    for (const user of contenders) expect(await user.result()).toStrictEqual({ event: 'done' });
    expectOneAtATime(log, 20);
    expect(readdirSync(folder)).toStrictEqual([]);
  });

  test.skipIf(isWindows)(
    'of 8 that find a dead holder at once, 50 times over (on Windows none is left)',
    async () => {
      const keys = Array.from({ length: 50 }, (_, index) =>
        `${index}`.padStart(3, '0').padEnd(32, 'a'),
      );
      const victim = newUser();
      for (const each of keys) expect(await victim.acquire(each)).toStrictEqual({ event: 'held' });
      await victim.kill();
      expect(readdirSync(folder)).toHaveLength(50);

      // Each asks for all keys before it has heard of any, so that many know of the same dead holder at once.
      const contenders = newUsers(8);
      for (const user of contenders) {
        for (const each of keys) user.tell({ do: 'contend', key: each, log: join(home, each) });
      }
      for (const user of contenders) {
        for (const _ of keys) expect(await user.result()).toStrictEqual({ event: 'done' });
      }
      for (const each of keys) expectOneAtATime(join(home, each), 8);
      expect(readdirSync(folder)).toStrictEqual([]);
    },
  );

  test.skipIf(process.platform !== 'linux')(
    'while holder after holder is killed (the witness is an abstract socket, which only Linux has)',
    async () => {
      const log = join(home, 'log');
      const witness = `\0${home}`;
      const survivors = newUsers(6);
      const victims = newUsers(6);
      const work = survivors.map(async (user) => {
        for (let round = 0; round < 5; round += 1) {
          user.tell({ do: 'contend', key, log, witness });
          expect(await user.result()).toStrictEqual({ event: 'done' });
        }
      });
      for (const user of victims) {
        expect(await user.acquireAtLast(key, witness)).toStrictEqual({ event: 'held' });
        await user.kill();
      }
      await Promise.all(work);
      expectOneAtATime(log, 30);
    },
  );

  test('of one key, while another key is free', async () => {
    const first = await hold();
    const second = await hold('fedcba9876543210' as SessionKey);
    await second.release();
    await first.release();
  });

  test('and each leaves the place free and clean', async () => {
    for (let round = 0; round < 3; round += 1) {
      const lease = await hold();
      await lease.release();
      await lease.release();
      expect(isWindows || readdirSync(folder).length === 0).toBe(true);
    }
  });
});

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
      `gave up after waiting 2 s for process ${user.pid}, which is getting credentials and does not answer`,
    );
    expect(failure.hints[0]).toBe(`continue or end process ${user.pid}, then try again`);

    user.process.kill('SIGCONT');
    expect(await user.release(key)).toStrictEqual({ event: 'released' });
    expect(await result).toBeUndefined();
  });
});

describe('a failure of the holder', () => {
  test.each(['cancelled', 'refused', 'network'] as const)(
    'is shared where it is "%s"',
    async (kind) => {
      const user = newUser();
      await user.acquire(key);
      const waits = await Promise.all([startWaiting(), startWaiting(), startWaiting()]);
      await user.release(key, { ...cancelled, kind });
      for (const { result } of waits) {
        const failure = await failureOf(result);
        expect(failure).toMatchObject({ kind, hints: ['try again'] });
        expect(failure.message).toBe(
          `"terraform" (process ${user.pid}) tried for this process too: no code was typed`,
        );
      }
    },
  );

  test.each(['code-unavailable', 'storage', 'configuration', 'usage'] as const)(
    'lets the next one try where it is "%s"',
    async (kind) => {
      const lease = await hold();
      const { result } = await startWaiting();
      await lease.release(new Failure(kind, 'not here'));
      expect(await result).toBeUndefined();
    },
  );

  test('does not touch who comes later', async () => {
    const lease = await hold();
    await lease.release(new Failure('cancelled', 'no code was typed'));
    await (await hold()).release();
  });

  test('is told without the names in between when it is handed on', async () => {
    const user = newUser();
    await user.acquire(key);
    const first = await startWaiting();
    await user.release(key, cancelled);
    const lease = await hold();
    const second = await startWaiting();
    await lease.release(await failureOf(first.result));
    expect((await failureOf(second.result)).message).toBe(
      `"aws" (process ${process.pid}) tried for this process too: no code was typed`,
    );
  });

  test.skipIf(isWindows)(
    'reaches those it had no time to greet, though it exits at once (a pipe on Windows has no queue)',
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
