import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

import { writeConfigFile } from '../../../src/config/files/write-file.ts';
import { writeNewFile } from '../../../src/config/files/write-new-file.ts';
import { asNobody } from '../../support/as-nobody.ts';
import { failureOf } from '../../support/config-texts.ts';

const isRoot = process.geteuid?.() === 0;
let folder: string;
let path: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'awsmfa-write-')));
  path = join(folder, 'config');
});

afterEach(() => rmSync(folder, { recursive: true }));

const modeOf = (file: string) => statSync(file).mode & 0o7777;

describe('writing a configuration file', () => {
  test('replaces it, and leaves nothing else in its folder', () => {
    writeFileSync(path, 'old');
    writeConfigFile(path, 'old', '\uFEFFnew \u{1F602}\r\n');
    expect(readFileSync(path, 'utf8')).toBe('\uFEFFnew \u{1F602}\r\n');
    expect(readdirSync(folder)).toEqual(['config']);
  });

  test.each(['old', undefined])('removes the drafts of writers that were killed: %o', (before) => {
    if (before !== undefined) writeFileSync(path, before);
    writeFileSync(join(folder, '.config.awsmfa-killed'), 'secret');
    writeFileSync(join(folder, '.configs.awsmfa-other'), 'stays');
    writeConfigFile(path, before, 'new');
    expect(readdirSync(folder).toSorted()).toEqual(['.configs.awsmfa-other', 'config']);
  });

  test('puts another file in its place, so that no reader ever sees half of it', () => {
    writeFileSync(path, 'old');
    const { ino } = statSync(path);
    writeConfigFile(path, 'old', 'new');
    expect(statSync(path).ino).not.toBe(ino);
  });

  test.skipIf(process.platform === 'win32')(
    'makes a new file and a new folder private (not on Windows)',
    () => {
      const file = join(folder, 'home', '.aws', 'config');
      writeConfigFile(file, undefined, 'new');
      expect([modeOf(file), modeOf(join(folder, 'home', '.aws'))]).toEqual([0o600, 0o700]);
    },
  );

  test.skipIf(process.platform === 'win32')('keeps the mode (not on Windows)', () => {
    for (const mode of [0o600, 0o644, 0o660]) {
      writeFileSync(path, 'old');
      chmodSync(path, mode);
      writeConfigFile(path, 'old', 'new');
      expect(modeOf(path)).toBe(mode);
    }
  });

  test.skipIf(!isRoot)('keeps the owner (only root can give a file to another)', () => {
    writeFileSync(path, 'old');
    chownSync(path, 65534, 65533);
    writeConfigFile(path, 'old', 'new');
    expect(statSync(path)).toMatchObject({ uid: 65534, gid: 65533 });
  });

  test('replaces what a link leads to, and keeps the link', () => {
    mkdirSync(join(folder, 'dotfiles'));
    writeFileSync(join(folder, 'dotfiles', 'aws'), 'old');
    symlinkSync(join('dotfiles', 'aws'), path);
    writeConfigFile(path, 'old', 'new');
    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'dotfiles', 'aws'), 'utf8')).toBe('new');
    expect(readdirSync(folder).toSorted()).toEqual(['config', 'dotfiles']);
  });
});

test.skipIf(process.platform !== 'linux')('no file stays open (where that can be seen)', () => {
  const open = () => readdirSync('/proc/self/fd').length;
  const before = open();
  writeConfigFile(path, undefined, 'new');
  writeNewFile(join(folder, 'other'), 'new');
  expect(open()).toBe(before);
});

test('a new file of which not all can be written is not left behind', () => {
  const unwritable = Symbol('as of a disk that is full') as unknown as string;
  expect(() => writeNewFile(path, unwritable)).toThrow();
  expect(readdirSync(folder)).toEqual([]);
});

describe('a configuration file is left alone', () => {
  test('where it has changed since it was read', () => {
    writeFileSync(path, 'changed');
    for (const before of ['old', undefined]) {
      expect(failureOf(() => writeConfigFile(path, before, 'new'))).toMatchObject({
        kind: 'storage',
        message: `"${path}" was changed by another program meanwhile`,
        hints: ['run the command again'],
      });
    }
    expect(readFileSync(path, 'utf8')).toBe('changed');
    expect(readdirSync(folder)).toEqual(['config']);
  });

  test('where it has been removed since it was read', () => {
    expect(failureOf(() => writeConfigFile(path, 'old', 'new')).kind).toBe('storage');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('where it is read-only, even for root', () => {
    writeFileSync(path, 'old');
    chmodSync(path, 0o444);
    expect(failureOf(() => writeConfigFile(path, 'old', 'new'))).toMatchObject({
      kind: 'storage',
      message: `"${path}" is read-only`,
      hints: ['make it writable with `chmod u+w`'],
    });
    expect(readFileSync(path, 'utf8')).toBe('old');
  });

  test('where it is a link to nothing', () => {
    symlinkSync('nowhere', path);
    expect(failureOf(() => writeConfigFile(path, undefined, 'new'))).toMatchObject({
      message: `"${path}" is a link to "nowhere", which is not there`,
      hints: ['make the file that it leads to, or remove the link'],
    });
    expect(readdirSync(folder)).toEqual(['config']);
  });

  test('where its folder cannot be one', () => {
    writeFileSync(join(folder, 'file'), '');
    const file = join(folder, 'file', 'config');
    expect(failureOf(() => writeConfigFile(file, undefined, 'new'))).toMatchObject({
      kind: 'storage',
    });
  });

  test.skipIf(process.platform === 'win32')(
    'where its folder may not be written (not on Windows)',
    () => {
      writeFileSync(path, 'old');
      chmodSync(path, 0o666);
      chmodSync(folder, 0o555);
      const failure = asNobody(() => failureOf(() => writeConfigFile(path, 'old', 'new')));
      chmodSync(folder, 0o755);
      expect(failure.message).toContain(`"${path}" cannot be written: EACCES`);
      expect(failure.hints).toEqual([
        'check who owns the file and its folder, and that the disk is not full',
      ]);
      expect(readFileSync(path, 'utf8')).toBe('old');
    },
  );
});
