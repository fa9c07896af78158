import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sweepLocks } from '../../src/lock/abandoned-locks.ts';
import { lockFolder } from '../../src/lock/folder-place.ts';
import type { SessionKey } from '../../src/plan/model/plan.ts';
import { isRoot } from '../support/mount.ts';
import {
  abandon,
  cleanups,
  createLock,
  folder,
  hold,
  home,
  isWindows,
  key,
  lockOfKey,
  plantHolder,
  startWaiting,
  uid,
  useScratchHome,
} from './scratch-home.ts';

useScratchHome();

const dayMs = 24 * 3_600_000;

/** Old enough to be swept, younger than the next one. */
function age(path: string, hours = 25): void {
  const then = new Date(Date.now() - (hours * dayMs) / 24);
  utimesSync(path, then, then);
}

const otherKeys = ['a', 'b', 'c'].map((letter) => letter.repeat(32) as SessionKey);

describe.skipIf(isWindows)('taking a lock sweeps (on Windows the system does)', () => {
  test('drafts that killed processes left a day ago, and nothing younger', async () => {
    mkdirSync(join(folder, '.older', 'deep'), { recursive: true });
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

  test('once for each lock that is opened, and not where somebody else has it', async () => {
    const lock = createLock();
    const lease = await lock.acquire(key);
    mkdirSync(join(folder, '.draft'));
    age(join(folder, '.draft'));
    const { result } = await startWaiting();
    await lease?.release();
    expect(await result).toBeUndefined();
    await (await lock.acquire(key))?.release();
    expect(readdirSync(folder)).toEqual(['.draft']);
    await (await hold()).release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('never the lock of a living holder, however old it is, which is not kept connected', async () => {
    const visited = once(await plantHolder((socket) => socket.resume()), 'connection');
    age(lockOfKey(), 10_000);
    await (await hold(otherKeys[0])).release();
    expect(readdirSync(lockOfKey())).toEqual(['planted']);
    const [visitor] = (await visited) as [Socket];
    if (!visitor.closed) await once(visitor, 'close');
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

  test('what is older than a day by the clock of the file system, not of a day', async () => {
    const [exactly, older] = ['exactly', 'older'].map((name) => join(folder, name)) as [
      string,
      string,
    ];
    for (const path of [exactly, older]) mkdirSync(path, { recursive: true });
    const now = new Date('2031-05-05T12:00:00Z');
    utimesSync(exactly, now, new Date(now.getTime() - dayMs));
    utimesSync(older, now, new Date(now.getTime() - dayMs - 1000));
    utimesSync(folder, now, now);
    await sweepLocks(folder, uid);
    expect(readdirSync(folder)).toEqual(['exactly']);
  });

  test('nothing where there is no folder, and does not hide a bug', async () => {
    await expect(sweepLocks(join(home, 'nothing'), uid)).resolves.toBeUndefined();
    await expect(sweepLocks('a\0b', uid)).rejects.toThrow(TypeError);
  });
});

describe.skipIf(!isRoot)(
  'in /tmp, where folders of locks may be (only root can be another user)',
  () => {
    /** Nobody else sweeps what is this user's. */
    const user = 4242;

    /** Folders of that user, last used so many hours ago, with these in them. */
    function foldersInTmp(
      count: number,
      inside: readonly string[] = [],
      hours = 25,
    ): readonly string[] {
      const folders = Array.from({ length: count }, (_, index) =>
        lockFolder(join(home, `${index}-${hours}`.padEnd(100, 'x')), user),
      );
      for (const each of folders) {
        cleanups.push(() => rmSync(each, { recursive: true, force: true }));
        mkdirSync(each, { mode: 0o700 });
        for (const name of inside) {
          mkdirSync(join(each, name));
          age(join(each, name), hours);
        }
        chownSync(each, user, user);
        age(each, hours);
      }
      return folders;
    }
    /** Where that user's locks are, which has just been used. */
    function ownFolder(): string {
      const [own = ''] = foldersInTmp(1, [], 0);
      return own;
    }
    const left = (folders: readonly string[]) => folders.filter((each) => existsSync(each));

    test('those that nobody used for a day go, with all that is in them', async () => {
      const [old, young] = [foldersInTmp(1, ['lock', '.draft']), foldersInTmp(1, [], 23)];
      await sweepLocks(ownFolder(), user);
      expect([left(old), left(young)]).toEqual([[], young]);
    });

    test('those of somebody whose own locks are not there stay', async () => {
      const old = foldersInTmp(1);
      mkdirSync(folder, { recursive: true });
      await sweepLocks(folder, user);
      expect(left(old)).toEqual(old);
    });

    test('those of other users stay', async () => {
      const [other = ''] = foldersInTmp(1);
      chownSync(other, 4243, 4243);
      const own = ownFolder();
      await sweepLocks(own, user);
      await sweepLocks(own, 424);
      expect(existsSync(other)).toBe(true);
    });

    test('those with a lock that is in use stay', async () => {
      const [used = ''] = foldersInTmp(1, ['lock']);
      await plantHolder((socket) => void socket.resume());
      renameSync(lockOfKey(), join(used, 'lock'));
      age(join(used, 'lock'));
      age(used);
      await sweepLocks(ownFolder(), user);
      expect(readdirSync(join(used, 'lock'))).toEqual(['planted']);
    });

    test('of many, eight go in a turn', async () => {
      const folders = foldersInTmp(9);
      await sweepLocks(ownFolder(), user);
      expect(left(folders)).toHaveLength(1);
    });
  },
);
