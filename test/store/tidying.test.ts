import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  failureOf,
  file,
  filledStore,
  folder,
  home,
  isWindows,
  modeOf,
  openStore,
  plant,
  useScratchHome,
} from './scratch-home.ts';
import {
  exampleSession,
  hoursFromTestTime,
  keyA,
  keyB,
  testTime,
} from './session-store.contract.ts';

useScratchHome();

describe('a put tidies up', () => {
  test.for([1, 2])('sessions that have expired %i hours after they were issued', (hours) => {
    openStore().put(keyA, exampleSession({ expiration: hoursFromTestTime(1) }));
    openStore(hoursFromTestTime(hours)).put(keyB, exampleSession());
    expect(readdirSync(folder)).toStrictEqual([`${keyB}.json`]);
  });

  test('but no session that is still good for a millisecond', () => {
    const end = hoursFromTestTime(1);
    openStore().put(keyA, exampleSession({ expiration: end }));
    openStore(new Date(end.getTime() - 1)).put(keyB, exampleSession());
    expect(readdirSync(folder)).toHaveLength(2);
  });

  test('what a killed process left half written, but not what is being written now', () => {
    filledStore();
    const [abandoned, current] = [`${keyA}.json.0badcafe.tmp`, `${keyA}.json.00c0ffee.tmp`];
    plant(abandoned, hoursFromTestTime(-2));
    plant('probe.0badcafe.tmp', hoursFromTestTime(-2));
    plant(current, testTime);
    openStore().put(keyA, exampleSession());
    expect(readdirSync(folder).toSorted()).toStrictEqual([`${keyA}.json`, current]);
  });

  test('unreadable files that are older than any session, and no file that is not its own', () => {
    filledStore();
    const [spoilt, recent] = [`${'c'.repeat(64)}.json`, `${'d'.repeat(64)}.json`];
    const foreign = ['notes.txt', 'mine.json', 'face.json', 'mine.tmp', `${keyB}.json.old.tmp`];
    for (const name of [spoilt, recent, ...foreign]) plant(name, hoursFromTestTime(-9000));
    utimesSync(join(folder, recent), hoursFromTestTime(-36), hoursFromTestTime(-36));
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

  test('removes every file that may hold a session, and no other', () => {
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

  test.skipIf(isWindows)(
    'says so where the folder is a symbolic link, and does not follow it',
    () => {
      filledStore();
      renameSync(folder, join(home, 'planted'));
      symlinkSync(join(home, 'planted'), folder);
      expect(failureOf(() => openStore().clear()).kind).toBe('storage');
      expect(readdirSync(join(home, 'planted'))).toHaveLength(1);
    },
  );

  test('says so where a file is in the place of the folder', () => {
    mkdirSync(join(home, 'awsmfa'));
    writeFileSync(folder, '');
    expect(failureOf(() => openStore().clear()).kind).toBe('storage');
  });
});
