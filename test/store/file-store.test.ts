import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createFileStore } from '../../src/store/file-store.ts';
import { isRoot } from '../support/mount.ts';
import { newFolder } from '../support/new-folder.ts';
import {
  failureOf,
  file,
  filledStore,
  folder,
  home,
  isWindows,
  modeOf,
  openStore,
  uid,
  useScratchHome,
} from './scratch-home.ts';
import {
  describeSessionStore,
  exampleSession,
  keyA,
  keyB,
  testTime,
} from './session-store.contract.ts';

useScratchHome();

describeSessionStore('the file store', () => {
  const folder = join(newFolder(), 'sessions');
  return () => createFileStore({ folder, uid, now: () => testTime });
});

describe.skipIf(isWindows)('what the file store leaves on disk', () => {
  test.each([0o000, 0o022, 0o777])('is private under the umask %o', (umask) => {
    const before = process.umask(umask);
    try {
      openStore().put(keyA, exampleSession());
    } finally {
      process.umask(before);
    }
    expect([modeOf(join(home, 'awsmfa')), modeOf(folder), modeOf(file)]).toStrictEqual([
      0o700, 0o700, 0o600,
    ]);
  });

  test('is one file for each session and nothing else', () => {
    filledStore();
    expect(readdirSync(folder)).toStrictEqual([`${keyA}.json`]);
  });

  test('uses the names of the credential_process protocol', () => {
    filledStore();
    expect(JSON.parse(readFileSync(file, 'utf8'))).toStrictEqual({
      Version: 1,
      Key: keyA,
      AccessKeyId: 'ASIAEXAMPLE000000001',
      SecretAccessKey: 'canary/secret+access=key',
      SessionToken: 'canary//session+token==',
      Expiration: '2026-03-01T20:00:00.000Z',
      IssuedAt: '2026-03-01T08:00:00.000Z',
      AccountId: '123456789012',
    });
  });

  test('is closed again if the folder was opened to others', () => {
    filledStore();
    chmodSync(folder, 0o777);
    openStore().put(keyB, exampleSession());
    expect(modeOf(folder)).toBe(0o700);
  });

  test('may be behind a symbolic link to the folder above', () => {
    mkdirSync(join(home, 'elsewhere'));
    symlinkSync(join(home, 'elsewhere'), join(home, 'awsmfa'));
    filledStore();
    expect(readdirSync(join(home, 'elsewhere', 'sessions'))).toHaveLength(1);
  });
});

test.skipIf(!isRoot)(
  'root leaves nothing in the home of another user (only root can give it away)',
  () => {
    chownSync(home, 4242, 4242);
    const failure = failureOf(() => openStore().put(keyA, exampleSession()));
    expect(failure.kind).toBe('storage');
    expect(failure.hints.join()).toContain('without `sudo`');
    expect(readdirSync(home)).toStrictEqual([]);
  },
);

test('a key that is no hash never becomes a path', () => {
  const key = '../../passwd' as typeof keyA;
  filledStore();
  writeFileSync(join(home, 'passwd.json'), readFileSync(file), { mode: 0o600 });
  const bug = new TypeError('a session key is a hash in lower-case hexadecimal');
  expect(() => openStore().put(key, exampleSession())).toThrow(bug);
  expect(() => openStore().remove(key)).toThrow(bug);
  expect(openStore().get(key)).toBeUndefined();
  expect(existsSync(join(home, 'passwd.json'))).toBe(true);
});

test('where there are no user ids (Windows), a session is kept all the same', () => {
  const store = createFileStore({ folder, uid: undefined, now: () => testTime });
  store.put(keyA, exampleSession());
  expect(store.get(keyA)).toBeDefined();
  expect(store.obstacle()).toBeUndefined();
});

test('a folder that was never made is an empty cache', () => {
  expect(openStore().get(keyA)).toBeUndefined();
  expect(() => openStore().remove(keyA)).not.toThrow();
  expect(openStore().clear()).toBe(0);
  expect(existsSync(join(home, 'awsmfa'))).toBe(false);
});

test('a session is given until it expires, though its file is still there', () => {
  filledStore();
  const { expiration } = exampleSession();
  const opened = (left: number) => openStore(new Date(expiration.getTime() - left)).get(keyA);
  expect([opened(1), opened(0), opened(-1)].map((session) => session !== undefined)).toEqual([
    true,
    false,
    false,
  ]);
  expect(existsSync(file)).toBe(true);
});

test('a file in the place of a folder is an empty cache, and the failure of a put says what to do', () => {
  writeFileSync(join(home, 'awsmfa'), '');
  expect(openStore().get(keyA)).toBeUndefined();
  expect(() => openStore().remove(keyA)).not.toThrow();
  const failure = failureOf(() => openStore().put(keyA, exampleSession()));
  expect(failure.message).toContain(`"${folder}"`);
  expect(failure.hints).toHaveLength(1);
});
