import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isRoot } from '../support/mount.ts';
import {
  failureOf,
  file,
  filledStore,
  folder,
  home,
  isWindows,
  useScratchHome,
} from './scratch-home.ts';
import { exampleSession, keyA, keyB } from './session-store.contract.ts';

useScratchHome();

describe.skipIf(isWindows)('a file that somebody else may have had a hand in is a miss', () => {
  test('a symbolic link, even to a good file', () => {
    const store = filledStore();
    renameSync(file, join(home, 'real.json'));
    symlinkSync(join(home, 'real.json'), file);
    expect(store.get(keyA)).toBeUndefined();
  });

  test('a hard link', () => {
    const store = filledStore();
    linkSync(file, join(home, 'second-name.json'));
    expect(store.get(keyA)).toBeUndefined();
  });

  test.each([0o640, 0o604, 0o620, 0o602])('a file of mode %o', (mode) => {
    const store = filledStore();
    chmodSync(file, mode);
    expect(store.get(keyA)).toBeUndefined();
  });

  test.skipIf(!isRoot)('a file of another user (only root can give a file away)', () => {
    const store = filledStore();
    chownSync(file, 4242, 4242);
    expect(store.get(keyA)).toBeUndefined();
  });

  test('a directory, which also stays where it is', () => {
    const store = filledStore();
    rmSync(file);
    mkdirSync(file);
    expect(store.get(keyA)).toBeUndefined();
    expect(failureOf(() => store.put(keyA, exampleSession())).kind).toBe('storage');
    expect(readdirSync(folder)).toStrictEqual([`${keyA}.json`]);
  });

  test('a named pipe, without waiting for a writer', () => {
    const store = filledStore();
    rmSync(file);
    execFileSync('mkfifo', ['-m', '600', file]);
    expect(store.get(keyA)).toBeUndefined();
  });

  test('any file in a folder that others can write to, until a put has closed the folder', () => {
    const store = filledStore();
    chmodSync(folder, 0o770);
    expect(store.get(keyA)).toBeUndefined();
    store.put(keyB, exampleSession());
    expect(store.get(keyA)).toBeDefined();
  });

  test('any file in a folder that is a symbolic link, and nothing is put there', () => {
    const store = filledStore();
    renameSync(folder, join(home, 'planted'));
    symlinkSync(join(home, 'planted'), folder);
    expect(store.get(keyA)).toBeUndefined();
    expect(failureOf(() => store.put(keyB, exampleSession())).kind).toBe('storage');
    expect(readdirSync(join(home, 'planted'))).toStrictEqual([`${keyA}.json`]);
  });

  test.skipIf(!isRoot)(
    'any file in a folder of another user (only root can give a folder away)',
    () => {
      const store = filledStore();
      chownSync(folder, 4242, 4242);
      expect(store.get(keyA)).toBeUndefined();
      const failure = failureOf(() => store.put(keyB, exampleSession()));
      expect(failure.message).toBe(
        `"${folder}" belongs to another user (user id 4242), so nothing is kept there`,
      );
      expect(readdirSync(folder)).toHaveLength(1);
    },
  );
});
