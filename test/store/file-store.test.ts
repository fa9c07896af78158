import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '../../src/ground/failure.ts';
import { createFileStore } from '../../src/store/file-store.ts';
import type { SessionStore, StoredSession } from '../../src/session/ports.ts';
import { bundleFixture } from '../support/bundle.ts';
import { newFolder } from '../support/new-folder.ts';
import {
  describeSessionStore,
  exampleSession,
  hoursFromTestTime,
  keyA,
  keyB,
  revealed,
  testTime,
} from './session-store.contract.ts';

const uid = process.getuid?.();
const isRoot = uid === 0;
const isWindows = process.platform === 'win32';

describeSessionStore('the file store', () => {
  const folder = join(newFolder(), 'sessions');
  return () => createFileStore({ folder, uid, now: () => testTime });
});

let home: string;
let folder: string;
let file: string;

beforeEach(() => {
  home = newFolder();
  folder = join(home, 'awsmfa', 'sessions');
  file = join(folder, `${keyA}.json`);
});

afterEach(() => {
  rmSync(home, { recursive: true, force: true });
});

function openStore(now = testTime, user = uid): SessionStore {
  return createFileStore({ folder, uid: user, now: () => now });
}

/** A store with one session under key A, whose file can then be spoilt. */
function filledStore(): SessionStore {
  const store = openStore();
  store.put(keyA, exampleSession());
  expect(store.get(keyA)).toBeDefined();
  return store;
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

/** Puts a file that holds no session into the folder. */
function plant(name: string, time: Date): void {
  writeFileSync(join(folder, name), 'garbage', { mode: 0o600 });
  utimesSync(join(folder, name), time, time);
}

function modeOf(path: string): number {
  return lstatSync(path).mode & 0o777;
}

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

  test('speaks the names of the credential_process protocol', () => {
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

  test('is closed again when somebody opened the folder', () => {
    filledStore();
    chmodSync(folder, 0o777);
    openStore().put(keyB, exampleSession());
    expect(modeOf(folder)).toBe(0o700);
  });

  test('may lie behind a symbolic link to the folder above', () => {
    mkdirSync(join(home, 'elsewhere'));
    symlinkSync(join(home, 'elsewhere'), join(home, 'awsmfa'));
    filledStore();
    expect(readdirSync(join(home, 'elsewhere', 'sessions'))).toHaveLength(1);
  });
});

describe('a file that is not what the store wrote is a miss', () => {
  const goodText = () => readFileSync(file, 'utf8');
  const rewritten = (changes: object) =>
    JSON.stringify({ ...(JSON.parse(goodText()) as object), ...changes });

  test.each<[string, () => string | Buffer]>([
    ['empty', () => ''],
    ['truncated', () => goodText().slice(0, -20)],
    ['binary', () => Buffer.from([0, 255, 254, 128, 13, 10, 0])],
    ['JSON, but null', () => 'null'],
    ['JSON, but a list', () => '[]'],
    ['JSON, but a string', () => '"ASIA"'],
    ['followed by something else', () => `${goodText()}{}`],
    ['for another key', () => rewritten({ Key: keyB })],
    ['of another version', () => rewritten({ Version: 2 })],
    ['of a version in words', () => rewritten({ Version: '1' })],
    ['without a session token', () => rewritten({ SessionToken: undefined })],
    ['with an empty secret', () => rewritten({ SecretAccessKey: '' })],
    ['with a line break in the token', () => rewritten({ SessionToken: 'a\nb' })],
    ['with an escape sequence in the access key id', () => rewritten({ AccessKeyId: '\u001b[2J' })],
    ['with a list for a token', () => rewritten({ SessionToken: ['token'] })],
    ['with no expiration', () => rewritten({ Expiration: undefined })],
    ['with an expiration without a zone', () => rewritten({ Expiration: '2026-03-01T20:00:00' })],
    ['with a day that does not exist', () => rewritten({ Expiration: '2026-02-30T20:00:00.000Z' })],
    ['with an expiration in numbers', () => rewritten({ Expiration: 4_102_444_800_000 })],
    ['issued after its end', () => rewritten({ IssuedAt: '2026-03-02T08:00:00.000Z' })],
    ['for an account that is none', () => rewritten({ AccountId: '123' })],
    ['for an account in numbers', () => rewritten({ AccountId: 123456789012 })],
    ['that sets a prototype', () => `{"__proto__":${goodText()}}`],
    ['nested beyond reason', () => '['.repeat(60_000)],
    ['nested beyond reason, and whole', () => `${'['.repeat(32_000)}${']'.repeat(32_000)}`],
    ['nested in objects', () => `${'{"a":'.repeat(12_000)}1`],
    ['nested 100,000 levels deep', () => `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ])('%s', (_name, text) => {
    const store = filledStore();
    const spoilt = text();
    writeFileSync(file, spoilt);
    expect(store.get(keyA)).toBeUndefined();
    expect(store.list()).toStrictEqual([]);
  });

  test('of 100 MB, without reading it', () => {
    const store = filledStore();
    truncateSync(file, 100 * 1024 * 1024);
    const before = process.memoryUsage().arrayBuffers;
    expect(store.get(keyA)).toBeUndefined();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50 * 1024 * 1024);
  });

  test('with a valid session and a member called __proto__ changes no object', () => {
    const store = filledStore();
    writeFileSync(file, goodText().replace('{', '{"__proto__":{"polluted":true},"constructor":1,'));
    expect(revealed(store.get(keyA))).toStrictEqual(revealed(exampleSession()));
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('is replaced by the next put', () => {
    const store = filledStore();
    writeFileSync(file, 'garbage');
    store.put(keyA, exampleSession());
    expect(store.get(keyA)).toBeDefined();
  });
});

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
    expect(store.list()).toStrictEqual([]);
    store.put(keyB, exampleSession());
    expect(store.get(keyA)).toBeDefined();
  });

  test('any file in a folder that is a symbolic link, and nothing is put there', () => {
    const store = filledStore();
    renameSync(folder, join(home, 'planted'));
    symlinkSync(join(home, 'planted'), folder);
    expect(store.get(keyA)).toBeUndefined();
    expect(store.list()).toStrictEqual([]);
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
  expect(() => openStore().put(key, exampleSession())).toThrow(TypeError);
  expect(() => openStore().remove(key)).toThrow(TypeError);
  expect(openStore().get(key)).toBeUndefined();
  expect(existsSync(join(home, 'passwd.json'))).toBe(true);
});

test('a folder that was never made is an empty cache', () => {
  expect(openStore().get(keyA)).toBeUndefined();
  expect(openStore().list()).toStrictEqual([]);
  expect(() => openStore().remove(keyA)).not.toThrow();
  expect(existsSync(join(home, 'awsmfa'))).toBe(false);
});

test('a file in the place of a folder is an empty cache, and the failure of a put says what to do', () => {
  writeFileSync(join(home, 'awsmfa'), '');
  expect(openStore().get(keyA)).toBeUndefined();
  expect(openStore().list()).toStrictEqual([]);
  expect(() => openStore().remove(keyA)).not.toThrow();
  const failure = failureOf(() => openStore().put(keyA, exampleSession()));
  expect(failure.message).toContain(`"${folder}"`);
  expect(failure.hints).toHaveLength(1);
});

describe('a put tidies up', () => {
  test('sessions that have ended', () => {
    openStore().put(keyA, exampleSession({ expiration: hoursFromTestTime(1) }));
    openStore(hoursFromTestTime(2)).put(keyB, exampleSession());
    expect(readdirSync(folder)).toStrictEqual([`${keyB}.json`]);
  });

  test('what a killed process left half written, but not what is being written now', () => {
    filledStore();
    const [abandoned, current] = [`${file}.0badcafe.tmp`, `${file}.00c0ffee.tmp`];
    writeFileSync(abandoned, '{"Vers');
    writeFileSync(current, '{"Vers');
    utimesSync(abandoned, hoursFromTestTime(-2), hoursFromTestTime(-2));
    utimesSync(current, testTime, testTime);
    openStore().put(keyA, exampleSession());
    expect([existsSync(abandoned), existsSync(current)]).toStrictEqual([false, true]);
  });

  test('files that nobody can read once no session in them can be alive, and no file that is not its own', () => {
    filledStore();
    const [spoilt, recent] = [`${'c'.repeat(64)}.json`, `${'d'.repeat(64)}.json`];
    const foreign = ['notes.txt', 'mine.json', 'face.json', 'mine.tmp', `${keyB}.json.old.tmp`];
    for (const name of [spoilt, recent, ...foreign]) plant(name, hoursFromTestTime(-9000));
    utimesSync(join(folder, recent), hoursFromTestTime(-1), hoursFromTestTime(-1));
    openStore().put(keyB, exampleSession());
    const left = [`${keyA}.json`, `${keyB}.json`, recent, ...foreign];
    expect(readdirSync(folder).toSorted()).toStrictEqual(left.toSorted());
  });

  test('without stumbling over a directory', () => {
    filledStore();
    mkdirSync(join(folder, `${keyB}.json`));
    utimesSync(join(folder, `${keyB}.json`), hoursFromTestTime(-99), hoursFromTestTime(-99));
    expect(() => openStore().put(keyA, exampleSession())).not.toThrow();
  });
});

describe('forgetting everything', () => {
  const keyC = 'c'.repeat(64);
  const halfWritten = `${keyA}.json.0badcafe.tmp`;

  test('spares no file that may hold a session, and no other falls', () => {
    filledStore();
    plant(`${keyB}.json`, testTime);
    plant(halfWritten, testTime);
    plant('mine.json', testTime);
    writeFileSync(join(folder, `${keyC}.json`), readFileSync(file), { mode: 0o644 });
    expect(openStore(hoursFromTestTime(99)).clear()).toBe(4);
    expect(readdirSync(folder)).toStrictEqual(['mine.json']);
  });

  test.skipIf(isWindows)('empties a folder that others may write to, and closes it', () => {
    filledStore();
    chmodSync(folder, 0o777);
    expect(openStore().clear()).toBe(1);
    expect([readdirSync(folder), modeOf(folder)]).toStrictEqual([[], 0o700]);
  });

  test('says so where something is left, which is then all that is left', () => {
    filledStore();
    mkdirSync(join(folder, `${'0'.repeat(64)}.json`));
    plant(`${keyC}.json`, testTime);
    expect(failureOf(() => openStore().clear()).kind).toBe('storage');
    expect(readdirSync(folder)).toStrictEqual([`${'0'.repeat(64)}.json`]);
  });

  test.skipIf(isWindows)('says so where the folder is a symbolic link, and follows it not', () => {
    filledStore();
    renameSync(folder, join(home, 'planted'));
    symlinkSync(join(home, 'planted'), folder);
    expect(failureOf(() => openStore().clear()).kind).toBe('storage');
    expect(readdirSync(join(home, 'planted'))).toHaveLength(1);
  });

  test('says so where a file stands in the place of the folder', () => {
    mkdirSync(join(home, 'awsmfa'));
    writeFileSync(folder, '');
    expect(failureOf(() => openStore().clear()).kind).toBe('storage');
  });
});

test('a session that cannot be read is removed all the same', () => {
  const store = filledStore();
  writeFileSync(file, 'garbage');
  expect(store.remove(keyA)).toBe(true);
  expect(readdirSync(folder)).toStrictEqual([]);
});

describe('a cache that cannot be written', () => {
  test.skipIf(isRoot || isWindows)('in a read-only folder says so (root may write to any)', () => {
    filledStore();
    chmodSync(folder, 0o500);
    const failure = failureOf(() => openStore().put(keyB, exampleSession()));
    chmodSync(folder, 0o700);
    expect(failure.message).toBe(`cannot keep sessions in "${folder}": permission denied (EACCES)`);
  });

  test.skipIf(!canMount())(
    'on a full disk says so and leaves no part of a file (needs the right to mount)',
    () => {
      withDisk((store) => {
        store.put(keyA, exampleSession());
        const names = readdirSync(folder);
        writeFileSync(join(home, 'awsmfa', 'filler'), Buffer.alloc(56 * 1024));
        const failure = failureOf(() => store.put(keyB, hugeSession()));
        expect(failure.kind).toBe('storage');
        expect(failure.message).toBe(
          `cannot keep sessions in "${folder}": no space left on device (ENOSPC)`,
        );
        expect(failure.hints).toStrictEqual([`free some space on the disk that holds "${folder}"`]);
        expect(readdirSync(folder)).toStrictEqual(names);
        expect(store.get(keyA)).toBeDefined();
      });
    },
  );

  test.skipIf(!canMount())(
    'on a read-only disk says so and can still be read (needs the right to mount)',
    () => {
      withDisk((store) => {
        store.put(keyA, exampleSession());
        execFileSync('mount', ['-o', 'remount,ro', join(home, 'awsmfa')]);
        const failure = failureOf(() => store.put(keyB, exampleSession()));
        expect(failure.message).toContain('read-only file system (EROFS)');
        expect(failureOf(() => store.remove(keyA)).kind).toBe('storage');
        expect(store.get(keyA)).toBeDefined();
      });
    },
  );

  function hugeSession(): StoredSession {
    return exampleSession({ ...exampleSession(), accessKeyId: 'A'.repeat(128) });
  }

  /** Gives `awsmfa` a disk of 60 KiB of its own. */
  function withDisk(action: (store: SessionStore) => void): void {
    const mountPoint = join(home, 'awsmfa');
    mkdirSync(mountPoint);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=60k', 'none', mountPoint]);
    try {
      action(openStore());
    } finally {
      execFileSync('umount', [mountPoint]);
    }
  }
});

function canMount(): boolean {
  if (!isRoot || process.platform !== 'linux') return false;
  const probe = newFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4k', 'none', probe], { stdio: 'ignore' });
    execFileSync('umount', [probe], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test('two processes that write the same key at once always leave one whole session', async () => {
  const { file: program } = await bundleFixture('writer');
  const writers = ['A', 'B'].map((letter) =>
    spawn(process.execPath, [program, folder, keyA, letter, '300'], { stdio: 'inherit' }),
  );
  const ends = writers.map((writer) => once(writer, 'exit'));
  const store = openStore(new Date());
  const seen = new Set<string>();
  let reads = 0;
  while (writers.some((writer) => writer.exitCode === null) || reads === 0) {
    const session = store.get(keyA);
    if (session === undefined) expect(seen).toStrictEqual(new Set());
    else seen.add(soleLetter(session));
    reads += session === undefined ? 0 : 1;
    await setImmediate();
  }
  expect((await Promise.all(ends)).map(([code]) => code as number)).toStrictEqual([0, 0]);
  expect([...seen].toSorted()).toStrictEqual(['A', 'B']);
  expect(readdirSync(folder)).toStrictEqual([`${keyA}.json`]);
});

function soleLetter(session: StoredSession): string {
  const text =
    session.accessKeyId + session.secretAccessKey.reveal() + session.sessionToken.reveal();
  expect(text).toHaveLength(20_060);
  expect(new Set(text).size).toBe(1);
  return text.charAt(0);
}
