import { existsSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lockFolder } from '../../src/lock/folder-place.ts';
import type { SessionKey } from '../../src/plan/model/plan.ts';
import type { LockUserOptions } from './lock-users.ts';
import {
  cleanups,
  createLock,
  failureOf,
  folder,
  hold,
  home,
  isWindows,
  newUser,
  uid,
  useScratchHome,
} from './scratch-home.ts';

useScratchHome();

/** Old enough to be swept, younger than the next one. */
function age(path: string, hours = 25): void {
  const then = new Date(Date.now() - hours * 3_600_000);
  utimesSync(path, then, then);
}

/** Leaves the lock of a killed process behind. */
async function abandon(lockKey: string, options?: LockUserOptions): Promise<void> {
  const user = newUser(options);
  expect(await user.acquire(lockKey)).toStrictEqual({ event: 'held' });
  await user.kill();
}

const otherKeys = ['a', 'b', 'c'].map((letter) => letter.repeat(32));

describe.skipIf(isWindows)('taking a lock sweeps (on Windows the system does)', () => {
  test('drafts that killed processes left a day ago, and nothing younger', async () => {
    mkdirSync(join(folder, '.older'), { recursive: true });
    mkdirSync(join(folder, '.younger'));
    writeFileSync(join(folder, '.older', 'socket'), '');
    age(join(folder, '.older'));
    age(join(folder, '.younger'), 23);
    await (await hold()).release();
    expect(readdirSync(folder)).toStrictEqual(['.younger']);
  });

  test('locks of holders that were killed a day ago, and none younger', async () => {
    for (const lockKey of otherKeys) await abandon(lockKey);
    const [first = '', second = '', third = ''] = readdirSync(folder).toSorted();
    age(join(folder, first));
    age(join(folder, second), 23);
    age(join(folder, third));
    await (await hold()).release();
    expect(readdirSync(folder)).toStrictEqual([second]);
  });

  test('never the lock of a living holder, however old it is', async () => {
    const [lockKey = ''] = otherKeys;
    const user = newUser();
    await user.acquire(lockKey);
    const [lock = ''] = readdirSync(folder);
    age(join(folder, lock), 10_000);
    await (await hold()).release();
    const failure = await failureOf(createLock({ deadlineMs: 100 }).acquire(lockKey as SessionKey));
    expect(failure.message).toContain(`(process ${user.pid})`);
    expect(await user.release(lockKey)).toStrictEqual({ event: 'released' });
  });

  test('never the lock of a suspended holder', async () => {
    const [lockKey = ''] = otherKeys;
    const user = newUser();
    await user.acquire(lockKey);
    const [lock = ''] = readdirSync(folder);
    age(join(folder, lock), 10_000);
    user.process.kill('SIGSTOP');
    await (await hold()).release();
    expect(readdirSync(folder)).toStrictEqual([lock]);
    expect(readdirSync(join(folder, lock))).toHaveLength(1);
    user.process.kill('SIGCONT');
  });

  test('an empty lock, and passes over what is not one', async () => {
    mkdirSync(join(folder, 'empty'), { recursive: true });
    mkdirSync(join(folder, 'full', 'folder'), { recursive: true });
    writeFileSync(join(folder, 'file'), '');
    for (const name of ['empty', 'full', 'file']) age(join(folder, name));
    await (await hold()).release();
    expect(readdirSync(folder).toSorted()).toStrictEqual(['file', 'full']);
  });

  test('a hundred dead locks in a few turns', async () => {
    for (let index = 0; index < 100; index += 1) {
      mkdirSync(join(folder, `lock-${index}`), { recursive: true });
      writeFileSync(join(folder, `lock-${index}`, '1-dead'), '');
      age(join(folder, `lock-${index}`));
    }
    await (await hold()).release();
    expect(readdirSync(folder)).toHaveLength(68);
    for (let turn = 0; turn < 3; turn += 1) await (await hold()).release();
    expect(readdirSync(folder)).toStrictEqual([]);
  });

  test('the folders in /tmp that nobody used for a day, and no other', async () => {
    const [lockKey = ''] = otherKeys;
    const [dead, living] = ['dead', 'living'].map((name) => {
      const long = join(home, name.padEnd(100, 'x'), 'locks');
      const short = lockFolder(long, uid);
      cleanups.push(() => rmSync(short, { recursive: true, force: true }));
      return { long, short };
    }) as [Long, Long];
    await abandon(lockKey, { folder: dead.long });
    const user = newUser({ folder: living.long });
    await user.acquire(lockKey);
    for (const { short } of [dead, living]) {
      for (const name of readdirSync(short)) age(join(short, name));
      age(short);
    }
    await (await hold()).release();
    expect([existsSync(dead.short), existsSync(living.short)]).toStrictEqual([false, true]);
    expect(readdirSync(living.short)).toHaveLength(1);
  });
});

interface Long {
  readonly long: string;
  readonly short: string;
}
