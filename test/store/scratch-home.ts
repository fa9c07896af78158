import { lstatSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import { Failure } from '../../src/ground/failure.ts';
import type { SessionStore } from '../../src/session/ports.ts';
import { createFileStore } from '../../src/store/file-store.ts';
import { newFolder } from '../support/new-folder.ts';
import { exampleSession, keyA, testTime } from './session-store.contract.ts';

export const uid = process.getuid?.();
export const isWindows = process.platform === 'win32';

export let home: string;
/** `sessions` in AWSMFA_HOME, which is `awsmfa` in the home; not made yet. */
export let folder: string;
/** Where the session of key A is kept. */
export let file: string;

/** Gives each test of a file a home of its own, in the variables above. */
export function useScratchHome(): void {
  beforeEach(() => {
    home = newFolder();
    folder = join(home, 'awsmfa', 'sessions');
    file = join(folder, `${keyA}.json`);
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));
}

export function openStore(now = testTime, user = uid): SessionStore {
  return createFileStore({ folder, uid: user, now: () => now });
}

/** A store with one session under key A, whose file can then be spoilt. */
export function filledStore(): SessionStore {
  const store = openStore();
  store.put(keyA, exampleSession());
  expect(store.get(keyA)).toBeDefined();
  return store;
}

export function failureOf(action: () => void): Failure {
  try {
    action();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

/** Puts a file that holds no session into the folder. */
export function plant(name: string, time: Date): void {
  writeFileSync(join(folder, name), 'garbage', { mode: 0o600 });
  utimesSync(join(folder, name), time, time);
}

export function modeOf(path: string): number {
  return lstatSync(path).mode & 0o777;
}
