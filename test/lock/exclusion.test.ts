import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SessionKey } from '../../src/plan/model/plan.ts';
import type { LockUser } from './lock-users.ts';
import {
  expectOneAtATime,
  folder,
  hold,
  home,
  isWindows,
  key,
  newUser,
  newUsers,
  useScratchHome,
} from './scratch-home.ts';

useScratchHome();

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

// Outside Windows the name of the pipe is a relative path, which makes it a socket in the working directory.
describe('the lock of Windows', () => {
  test('excludes, wakes, and shares a failure', async () => {
    const [first, second] = [0, 1].map(() => newUser({ platform: 'win32', cwd: home })) as [
      LockUser,
      LockUser,
    ];
    expect(await first.acquire(key)).toStrictEqual({ event: 'held' });
    second.tell({ do: 'acquire', key });
    expect(await second.next()).toMatchObject({ event: 'waiting', holder: { pid: first.pid } });
    await first.release(key, { kind: 'cancelled', message: 'no code was typed', hints: [] });
    expect(await second.result()).toMatchObject({
      event: 'failed',
      failure: { kind: 'cancelled' },
    });
    expect(await second.acquire(key)).toStrictEqual({ event: 'held' });
    await second.release(key);
    expect(existsSync(folder)).toBe(false);
  });
});
