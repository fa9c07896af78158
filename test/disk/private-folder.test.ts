import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '../../src/ground/failure.ts';
import { isTrustedFolder, makePrivateFolder } from '../../src/disk/private-folder.ts';
import { bundleFixture } from '../support/bundle.ts';
import { canMount, isRoot, mountTmpfs } from '../support/mount.ts';
import { newFolder } from '../support/new-folder.ts';

const uid = process.getuid?.();
const isWindows = process.platform === 'win32';

let parent: string;
let folder: string;

beforeEach(() => {
  parent = newFolder();
  folder = join(parent, 'awsmfa', 'sessions');
});

afterEach(() => rmSync(parent, { recursive: true, force: true }));

function modeOf(path: string): number {
  return statSync(path).mode & 0o777;
}

function failureOf(action: () => void): Failure {
  try {
    action();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

describe.skipIf(isWindows)('a private folder', () => {
  test.each([0o000, 0o777])('is made with its parents, of mode 700 under the umask %o', (umask) => {
    const before = process.umask(umask);
    makePrivateFolder(folder, uid);
    process.umask(before);
    expect([modeOf(join(parent, 'awsmfa')), modeOf(folder)]).toEqual([0o700, 0o700]);
    expect(isTrustedFolder(folder, uid)).toBe(true);
  });

  test('is closed if it is open to others, and else left as it is', () => {
    makePrivateFolder(folder, uid);
    chmodSync(folder, 0o711);
    makePrivateFolder(folder, uid);
    expect(modeOf(folder)).toBe(0o700);
    chmodSync(folder, 0o500);
    makePrivateFolder(folder, uid);
    expect(modeOf(folder)).toBe(0o500);
  });

  test('keeps its mode where there are no user ids', () => {
    makePrivateFolder(folder, uid);
    chmodSync(folder, 0o777);
    makePrivateFolder(folder, undefined);
    expect(modeOf(folder)).toBe(0o777);
    expect(isTrustedFolder(folder, undefined)).toBe(true);
  });

  test('leaves the mode of a parent that is there', () => {
    mkdirSync(join(parent, 'awsmfa'));
    chmodSync(join(parent, 'awsmfa'), 0o755);
    makePrivateFolder(folder, uid);
    expect(modeOf(join(parent, 'awsmfa'))).toBe(0o755);
  });

  test('is not a link, and not a file', () => {
    mkdirSync(join(parent, 'awsmfa'));
    for (const plant of [() => symlinkSync(parent, folder), () => writeFileSync(folder, '')]) {
      plant();
      expect(failureOf(() => makePrivateFolder(folder, uid))).toMatchObject({
        kind: 'storage',
        message: `"${folder}" is not a real folder, so nothing is kept there`,
        hints: ['move it away, or set `AWSMFA_HOME` to a folder of your own'],
      });
      expect(isTrustedFolder(folder, uid)).toBe(false);
      rmSync(folder);
    }
  });

  test('is not trusted where it is missing, or where others can write to it', () => {
    expect(isTrustedFolder(folder, uid)).toBe(false);
    makePrivateFolder(folder, uid);
    for (const mode of [0o720, 0o702]) {
      chmodSync(folder, mode);
      expect(isTrustedFolder(folder, uid)).toBe(false);
    }
    chmodSync(folder, 0o755);
    expect(isTrustedFolder(folder, uid)).toBe(true);
  });

  test.skipIf(!isRoot)("is not another user's (only root can give a folder away)", () => {
    makePrivateFolder(folder, uid);
    chownSync(folder, 4242, 4242);
    expect(isTrustedFolder(folder, uid)).toBe(false);
    expect(failureOf(() => makePrivateFolder(folder, uid))).toMatchObject({
      kind: 'storage',
      message: `"${folder}" belongs to another user (user id 4242), so nothing is kept there`,
      hints: [
        'run awsmfa as that user, without `sudo`, or set `AWSMFA_HOME` to a folder of your own',
      ],
    });
  });

  test.skipIf(!isRoot)(
    "is not made by root in another user's folder (only root can give it away)",
    () => {
      chownSync(parent, 4242, 4242);
      expect(failureOf(() => makePrivateFolder(folder, 0)).message).toContain('user id 4242');
      expect(readdirSync(parent)).toEqual([]);
      makePrivateFolder(folder, undefined);
      expect(readdirSync(parent)).toEqual(['awsmfa']);
    },
  );

  test.skipIf(!isRoot)(
    "of root's in another user's folder stays in use (only root can give one away)",
    () => {
      makePrivateFolder(join(parent, 'awsmfa'), 0);
      chownSync(parent, 4242, 4242);
      makePrivateFolder(folder, 0);
      makePrivateFolder(join(parent, 'awsmfa'), 0);
      expect(isTrustedFolder(folder, 0)).toBe(true);
    },
  );

  test('that cannot be made says why', () => {
    writeFileSync(join(parent, 'awsmfa'), '');
    expect(() => makePrivateFolder(folder, uid)).toThrow('ENOTDIR');
  });

  test('below a dangling link is missing its parent, which is there and is not', () => {
    symlinkSync(join(parent, 'nothing'), join(parent, 'awsmfa'));
    expect(() => makePrivateFolder(folder, uid)).toThrow('ENOENT');
  });

  test.skipIf(!canMount)('on a read-only disk says so (needs the right to mount)', () => {
    const unmount = mountTmpfs(join(parent, 'awsmfa'), 'ro,size=4k');
    try {
      expect(() => makePrivateFolder(folder, uid)).toThrow('EROFS');
    } finally {
      unmount();
    }
  });
});

test('processes that make the same folders at once all succeed', async () => {
  const folder = newFolder();
  const { file: program } = await bundleFixture('folder-maker');
  const makers = Array.from({ length: 3 }, () =>
    spawn(process.execPath, [program, folder, '300'], { stdio: ['ignore', 'pipe', 'inherit'] }),
  );
  const ends = makers.map((maker) => once(maker, 'exit'));
  await Promise.all(makers.map(({ stdout }) => once(stdout, 'data')));
  writeFileSync(join(folder, 'go'), '');
  for (const [code] of await Promise.all(ends)) expect(code).toBe(0);
  expect(readdirSync(folder)).toHaveLength(301);
  rmSync(folder, { recursive: true });
});
