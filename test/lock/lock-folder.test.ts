import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lockFolder } from '../../src/lock/folder-place.ts';
import {
  acquireAtLast,
  cleanups,
  createLock,
  folder,
  home,
  isWindows,
  key,
  lockOfKey,
  modeOf,
  newUser,
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
    expect(await acquireAtLast({ deadlineMs: 100 })).toMatchObject({ kind: 'code-unavailable' });
    await lease?.release();
  });

  test('is in /tmp where sockets in AWSMFA_HOME would have too long an address', async () => {
    const long = join(home, 'a'.repeat(100), 'locks');
    const elsewhere = lockFolder(long, uid);
    cleanups.push(() => rmSync(elsewhere, { recursive: true, force: true }));
    const user = newUser({ folder: long });
    expect(await user.acquire(key)).toStrictEqual({ event: 'held' });
    expect(elsewhere).toMatch(/^\/tmp\/awsmfa-\d+-[0-9a-f]{16}$/);
    expect(modeOf(elsewhere)).toBe(0o700);
    expect(existsSync(long)).toBe(false);
    const named = expect.stringContaining(`(process ${user.pid})`) as string;
    expect(await acquireAtLast({ folder: long, deadlineMs: 100 })).toMatchObject({
      message: named,
    });
  });

  test('is there for one byte too many, not for the longest that fits', () => {
    const fits = '/'.padEnd(66, 'x');
    expect(lockFolder(fits, uid)).toBe(fits);
    expect(lockFolder(`${fits}x`, uid)).toMatch(/^\/tmp\//);
    expect(lockFolder('/'.padEnd(60, 'é'), uid)).toMatch(/^\/tmp\//);
  });
});
