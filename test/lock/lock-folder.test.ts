import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { folderPlace, lockFolder, socketIn } from '../../src/lock/folder-place.ts';
import {
  abandon,
  acquireAtLast,
  cleanups,
  createLock,
  folder,
  hold,
  home,
  isWindows,
  key,
  lockOfKey,
  modeOf,
  uid,
  useScratchHome,
} from './scratch-home.ts';

useScratchHome();

describe.skipIf(isWindows)('the folder of the locks (POSIX: Windows needs none)', () => {
  test.each([0o000, 0o277, 0o777])(
    'is private, and others of ours can connect, under the umask %o',
    async (umask) => {
      const before = process.umask(umask);
      const lease = await createLock().acquire(key);
      process.umask(before);
      const socket = join(folder, key.slice(0, 16), readdirSync(lockOfKey())[0] ?? '');
      const modes = [folder, lockOfKey(), socket].map((path) => modeOf(path));
      expect(modes).toStrictEqual([0o700, 0o700, 0o600]);
      await lease?.release();
    },
  );

  test('is closed again if it was opened to others', async () => {
    mkdirSync(folder);
    chmodSync(folder, 0o777);
    await (await createLock().acquire(key))?.release();
    expect(modeOf(folder)).toBe(0o700);
  });

  test('may hold a file that is not a socket', async () => {
    mkdirSync(lockOfKey(), { recursive: true });
    writeFileSync(join(lockOfKey(), '.DS_Store'), '');
    const lease = await createLock().acquire(key);
    expect(await acquireAtLast({ deadlineMs: 40 })).toMatchObject({ kind: 'code-unavailable' });
    await lease?.release();
  });

  test('is in /tmp where sockets in AWSMFA_HOME would have too long an address', async () => {
    const long = join(home, 'a'.repeat(100), 'locks');
    const elsewhere = lockFolder(long, uid);
    cleanups.push(() => rmSync(elsewhere, { recursive: true, force: true }));
    const lease = await hold(key, { folder: long });
    expect(elsewhere).toMatch(/^\/tmp\/awsmfa-\d+-[0-9a-f]{16}$/);
    expect(modeOf(elsewhere)).toBe(0o700);
    expect(existsSync(long)).toBe(false);
    const named = expect.stringContaining(`(process ${process.pid})`) as string;
    expect(await acquireAtLast({ folder: long, deadlineMs: 40 })).toMatchObject({
      message: named,
    });
    await lease.release();
  });

  test('is there for one byte too many, not for the longest that fits', () => {
    const fits = '/'.padEnd(66, 'x');
    expect(lockFolder(fits, uid)).toBe(fits);
    expect(lockFolder(`${fits}x`, uid)).toMatch(/^\/tmp\//);
    expect(lockFolder('/'.padEnd(60, 'é'), uid)).toMatch(/^\/tmp\//);
  });

  test('is one of this user, and of the folder that it stands for', () => {
    const long = (name: string) => join('/home/jane', name.padEnd(100, 'x'));
    const folders = [lockFolder(long('a'), 1000), lockFolder(long('b'), 1000)];
    for (const each of folders) expect(each).toMatch(/^\/tmp\/awsmfa-1000-[0-9a-f]{16}$/);
    expect(new Set(folders).size).toBe(2);
    expect(lockFolder(long('a'), undefined)).toMatch(/^\/tmp\/awsmfa-user-[0-9a-f]{16}$/);
  });
});

describe.skipIf(isWindows)('of those that find a lock free at once', () => {
  const place = () => folderPlace(home, key, process.pid);
  const opened = () => {
    const server = createServer();
    cleanups.push(() => void server.close());
    return server;
  };

  test('one takes it, and the others leave nothing behind', async () => {
    const leaves = await Promise.all([1, 2, 3].map(() => place().take(opened())));
    expect(leaves.filter((leave) => leave !== undefined)).toHaveLength(1);
    expect(readdirSync(home)).toEqual([key.slice(0, 16)]);
    expect(basename(place().holder() ?? '')).toMatch(new RegExp(`^${process.pid}-[\\w-]{11}$`));
  });

  test('none takes what is no lock', async () => {
    const taken = place().take(opened());
    writeFileSync(join(home, key.slice(0, 16)), '');
    await expect(taken).rejects.toMatchObject({ code: 'ENOTDIR' });
    expect(readdirSync(home)).toEqual([key.slice(0, 16)]);
  });
});

test.skipIf(isWindows)('a lock whose folder has gone is let go all the same', async () => {
  const lease = await hold();
  rmSync(folder, { recursive: true });
  await lease.release();
  await (await hold()).release();
  expect(readdirSync(folder)).toEqual([]);
});

test.skipIf(isWindows)('the lock of a dead holder is taken over at once', async () => {
  await abandon(key);
  await (await hold()).release();
  expect(readdirSync(folder)).toEqual([]);
});

test.skipIf(isWindows)('a lock that cannot be looked into is not taken for a free one', () => {
  writeFileSync(join(home, 'file'), '');
  expect(() => socketIn(join(home, 'file'))).toThrow('ENOTDIR');
  expect(socketIn(join(home, 'nothing'))).toBeUndefined();
});

test('what has been removed already is removed no second time', () => {
  const place = folderPlace(home, key, process.pid);
  writeFileSync(join(home, 'socket'), '');
  for (const _ of [1, 2]) place.remove(join(home, 'socket'));
  expect(existsSync(join(home, 'socket'))).toBe(false);
});
