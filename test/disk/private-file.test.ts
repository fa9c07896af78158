import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  isTemporaryName,
  readPrivateFile,
  temporaryName,
  tryToWrite,
  writePrivateFile,
} from '../../src/disk/private-file.ts';
import { canMount, isRoot, mountTmpfs } from '../support/mount.ts';
import { newFolder } from '../support/new-folder.ts';

const uid = process.getuid?.();
const isWindows = process.platform === 'win32';
const hash = '0123456789abcdef'.repeat(4);

let folder: string;
let file: string;

beforeEach(() => {
  folder = newFolder();
  file = join(folder, hash);
});

afterEach(() => rmSync(folder, { recursive: true }));

function openDescriptors(): number {
  return readdirSync('/proc/self/fd').length;
}

describe('a private file', () => {
  test('is read as it was written, and written in the place of an older one', () => {
    writePrivateFile(file, 'old');
    writePrivateFile(file, 'new');
    expect(readPrivateFile(file, uid)).toBe('new');
    expect(readdirSync(folder)).toEqual([hash]);
  });

  test.skipIf(isWindows).each([0o000, 0o777])('is of mode 600 under the umask %o', (umask) => {
    const before = process.umask(umask);
    writePrivateFile(file, 'text');
    process.umask(before);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test.skipIf(process.platform !== 'linux')('is closed after use (/proc tells)', () => {
    writePrivateFile(file, 'text');
    const before = openDescriptors();
    for (let turn = 0; turn < 20; turn += 1) writePrivateFile(file, 'text');
    for (let turn = 0; turn < 20; turn += 1) readPrivateFile(file, uid);
    expect(openDescriptors()).toBe(before);
  });

  test('gets its name only if it is still wanted when it is written, and else is gone', () => {
    writePrivateFile(file, 'old');
    const sizes: number[] = [];
    writePrivateFile(file, 'not wanted', ({ size }) => {
      sizes.push(size);
      return false;
    });
    expect([readPrivateFile(file, uid), sizes]).toEqual(['old', [10]]);
    expect(readdirSync(folder)).toEqual([hash]);
  });

  test('is at most 64 KiB long', () => {
    writePrivateFile(file, 'x'.repeat(65_536));
    expect(readPrivateFile(file, uid)).toHaveLength(65_536);
    writePrivateFile(file, 'x'.repeat(65_537));
    expect(readPrivateFile(file, uid)).toBeUndefined();
  });

  test('that cannot be put in its place leaves nothing behind', () => {
    mkdirSync(file);
    expect(() => writePrivateFile(file, 'text')).toThrow();
    expect(readdirSync(folder)).toEqual([hash]);
  });

  test.skipIf(isWindows)('is nothing else: a folder, a hard link, a file others can read', () => {
    mkdirSync(file);
    expect(readPrivateFile(file, uid)).toBeUndefined();
    const [linked, open] = [join(folder, 'linked'), join(folder, 'open')];
    writePrivateFile(linked, 'text');
    linkSync(linked, join(folder, 'second'));
    writePrivateFile(open, 'text');
    chmodSync(open, 0o604);
    expect([readPrivateFile(linked, uid), readPrivateFile(open, uid)]).toEqual([
      undefined,
      undefined,
    ]);
    expect(readPrivateFile(open, undefined)).toBe('text');
  });

  test.skipIf(!isRoot)("is not another user's (only root can give a file away)", () => {
    writePrivateFile(file, 'text');
    chownSync(file, 4242, 4242);
    expect(readPrivateFile(file, uid)).toBeUndefined();
  });
});

describe('trying to write', () => {
  test('leaves nothing behind', () => {
    tryToWrite(folder);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('fails where there is no such folder', () => {
    expect(() => tryToWrite(join(folder, 'missing'))).toThrow('ENOENT');
  });

  test.skipIf(!canMount)(
    'needs room for the sessions of a chain (needs the right to mount)',
    () => {
      const disk = join(folder, 'disk');
      const unmount = mountTmpfs(disk, 'size=16k');
      try {
        tryToWrite(disk);
        writeFileSync(join(disk, 'filler'), Buffer.alloc(12 * 1024));
        expect(() => tryToWrite(disk)).toThrow('ENOSPC');
        expect(readdirSync(disk)).toEqual(['filler']);
      } finally {
        unmount();
      }
    },
  );
});

describe('the name of a half-written file', () => {
  test.each([`${hash}.json`, hash, 'probe'])('is known as that of "%s"', (name) => {
    const temporary = basename(temporaryName(`/srv/${name}`));
    expect(isTemporaryName(temporary)).toBe(true);
    expect(isTemporaryName(name)).toBe(false);
    expect(isTemporaryName(`x${temporary}`)).toBe(false);
    expect(isTemporaryName(`${temporary}x`)).toBe(false);
  });

  test('is never the same twice', () => {
    const names = Array.from({ length: 100 }, () => temporaryName(hash));
    expect(new Set(names).size).toBe(100);
  });

  test('is not that of another file', () => {
    expect(isTemporaryName(`${hash}.json.old.tmp`)).toBe(false);
  });
});
