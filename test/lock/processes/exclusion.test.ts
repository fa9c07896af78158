import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folder, home, isWindows, key } from '../scratch-home.ts';
import { newUser, newUsers, useLockUsers } from './users.ts';

useLockUsers();

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
});

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
