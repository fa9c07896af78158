import { chmodSync, chownSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { canMount, isRoot, mountTmpfs } from '../support/mount.ts';
import {
  cleanups,
  createLock,
  folder,
  home,
  isWindows,
  key,
  lockOfKey,
  useScratchHome,
} from './scratch-home.ts';

useScratchHome();

describe.skipIf(isWindows)(
  'where no lock can be had, the lease locks nothing (POSIX: Windows needs no folder)',
  () => {
    async function expectNoLock(): Promise<void> {
      const first = await createLock().acquire(key);
      const second = await createLock().acquire(key);
      expect([first, second]).not.toContain(undefined);
      await first?.release();
      await second?.release();
    }

    test('a file in the place of the folder', async () => {
      writeFileSync(folder, '');
      await expectNoLock();
    });

    test('a symbolic link in the place of the folder', async () => {
      mkdirSync(join(home, 'planted'));
      symlinkSync(join(home, 'planted'), folder);
      await expectNoLock();
      expect(readdirSync(join(home, 'planted'))).toStrictEqual([]);
    });

    test('a file in the place of the lock', async () => {
      mkdirSync(folder);
      writeFileSync(lockOfKey(), '');
      await expectNoLock();
      expect(readdirSync(folder)).toStrictEqual([key.slice(0, 16)]);
    });

    test('a folder in the place of the socket', async () => {
      mkdirSync(join(lockOfKey(), 'planted'), { recursive: true });
      await expectNoLock();
    });

    test.skipIf(!isRoot)(
      'the home of another user (only root can give a folder away)',
      async () => {
        chownSync(home, 4242, 4242);
        await expectNoLock();
        expect(readdirSync(home)).toStrictEqual([]);
      },
    );

    test.skipIf(isRoot)('a read-only folder (root may write to any)', async () => {
      chmodSync(home, 0o500);
      await expectNoLock();
      chmodSync(home, 0o700);
    });

    test.skipIf(!canMount)('a read-only disk (needs the right to mount)', async () => {
      cleanups.push(mountTmpfs(folder, 'ro,mode=700'));
      await expectNoLock();
    });
  },
);
