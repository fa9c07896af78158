import { chmodSync, chownSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SessionStore, IssuedSession } from '../../src/session/ports.ts';
import { canMount, isRoot, mountTmpfs, remount } from '../support/mount.ts';
import {
  failureOf,
  filledStore,
  folder,
  home,
  isWindows,
  openStore,
  useScratchHome,
} from './scratch-home.ts';
import { exampleSession, keyA, keyB } from './session-store.contract.ts';

useScratchHome();

describe('a disk that is full (needs the right to mount)', () => {
  test.skipIf(!canMount)('fails a put, and leaves no part of a file', () => {
    withDisk((store) => {
      store.put(keyA, exampleSession());
      const names = readdirSync(folder);
      fill(56 * 1024);
      expect(failureOf(() => store.put(keyB, longSession()))).toMatchObject({
        kind: 'storage',
        message: `cannot keep sessions in "${folder}": no space left on device (ENOSPC)`,
        hints: [`free some space on the disk that holds "${folder}"`],
      });
      expect(readdirSync(folder)).toStrictEqual(names);
      expect(store.get(keyA)).toBeDefined();
    });
  });

  test.skipIf(!canMount)('is an obstacle, until there is space again', () => {
    withDisk((store) => {
      fill(56 * 1024);
      expect(store.obstacle()).toMatchObject({
        kind: 'storage',
        message: `cannot keep sessions in "${folder}": no space left on device (ENOSPC)`,
      });
      expect(readdirSync(folder)).toStrictEqual([]);
      fill(0);
      expect(store.obstacle()).toBeUndefined();
    });
  });
});

describe('a disk that is read-only (needs the right to mount)', () => {
  test.skipIf(!canMount)('fails a put, and can still be read', () => {
    withDisk((store) => {
      store.put(keyA, exampleSession());
      remount(join(home, 'awsmfa'), 'ro');
      const failure = failureOf(() => store.put(keyB, exampleSession()));
      expect(failure.message).toContain('read-only file system (EROFS)');
      expect(failureOf(() => store.remove(keyA)).kind).toBe('storage');
      expect(store.get(keyA)).toBeDefined();
    });
  });

  test.skipIf(!canMount)('is an obstacle', () => {
    withDisk((store) => {
      remount(join(home, 'awsmfa'), 'ro');
      expect(store.obstacle()?.message).toContain('read-only file system (EROFS)');
    });
  });
});

describe('a folder that cannot be written to (root may write to any)', () => {
  test.skipIf(isRoot || isWindows)('fails a put, and is an obstacle', () => {
    filledStore();
    chmodSync(folder, 0o500);
    const message = `cannot keep sessions in "${folder}": permission denied (EACCES)`;
    expect(failureOf(() => openStore().put(keyB, exampleSession())).message).toBe(message);
    expect(openStore().obstacle()?.message).toBe(message);
    chmodSync(folder, 0o700);
  });
});

describe('looking for an obstacle', () => {
  test('makes the folder, and leaves nothing in it', () => {
    expect(openStore().obstacle()).toBeUndefined();
    expect(readdirSync(folder)).toStrictEqual([]);
  });

  test.skipIf(isWindows)('finds a symbolic link in the place of the folder', () => {
    mkdirSync(join(home, 'awsmfa'));
    symlinkSync(home, folder);
    expect(openStore().obstacle()).toMatchObject({
      kind: 'storage',
      message: `"${folder}" is not a real folder, so nothing is kept there`,
    });
  });

  test('finds a file in the place of AWSMFA_HOME', () => {
    writeFileSync(join(home, 'awsmfa'), '');
    expect(openStore().obstacle()).toMatchObject({
      kind: 'storage',
      hints: [
        `set \`AWSMFA_HOME\` to a folder of your own, or move away the file that is on the way to "${folder}"`,
      ],
    });
  });

  test.skipIf(!isRoot)("finds another user's folder (only root can give a folder away)", () => {
    filledStore();
    chownSync(folder, 4242, 4242);
    expect(openStore().obstacle()?.message).toBe(
      `"${folder}" belongs to another user (user id 4242), so nothing is kept there`,
    );
    expect(readdirSync(folder)).toStrictEqual([`${keyA}.json`]);
  });
});

function longSession(): IssuedSession {
  return exampleSession({ ...exampleSession(), accessKeyId: 'A'.repeat(128) });
}

/** Leaves so many bytes less on the disk. */
function fill(bytes: number): void {
  writeFileSync(join(home, 'awsmfa', 'filler'), Buffer.alloc(bytes));
}

/** Gives AWSMFA_HOME a disk of 60 KiB. */
function withDisk(action: (store: SessionStore) => void): void {
  const unmount = mountTmpfs(join(home, 'awsmfa'), 'size=60k');
  try {
    action(openStore());
  } finally {
    unmount();
  }
}
