import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from 'vitest';
import {
  forgetChangesHolding,
  replaceFiles,
  undoLastReplacement,
} from '../../../src/config/files/replace-files.ts';
import { asNobody } from '../../support/as-nobody.ts';
import { Secret } from '../../../src/ground/secret.ts';
import { failureOf } from '../../support/config-texts.ts';

const test = base.extend<{ folder: string }>({
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'awsmfa-replace-'));
    await use(folder);
    rmSync(folder, { recursive: true });
  },
});

const second = (count: number) => new Date(Date.UTC(2026, 10, 21, 12, 0, count));
const backups = (folder: string) => readdirSync(folder).filter((name) => name.includes('.awsmfa-'));

/** Two files, as one change replaces them after the other. */
function filesIn(folder: string) {
  const [config, credentials] = [join(folder, 'config'), join(folder, 'credentials')];
  const read = (path: string) => readFileSync(path, 'utf8');
  return { config, credentials, paths: [config, credentials], read };
}

test('changes are undone one after the other, each in all of its files', ({ folder }) => {
  const { config, credentials, paths, read } = filesIn(folder);
  writeFileSync(config, 'one\n');
  const kept = replaceFiles(
    [
      { path: config, before: 'one\n', after: 'two\n' },
      { path: credentials, before: undefined, after: 'key\n' },
    ],
    second(1),
  );
  expect(kept.map(read)).toEqual(['one\n']);
  expect(backups(folder).map((name) => read(join(folder, name)))).toEqual(['one\n', '']);
  replaceFiles([{ path: config, before: 'two\n', after: 'three\n' }], second(2));
  undoLastReplacement(paths);
  expect([read(config), read(credentials)]).toEqual(['two\n', 'key\n']);
  undoLastReplacement(paths);
  expect(readdirSync(folder)).toEqual(['config']);
  expect(read(config)).toBe('one\n');
  expect(undoLastReplacement(paths)).toEqual([]);
});

test('a change is forgotten whole where any of its backups holds the secret, and no other', ({
  folder,
}) => {
  const { config, credentials, paths, read } = filesIn(folder);
  const changes = [
    { path: config, before: 'one\n', after: 'two\n' },
    { path: credentials, before: 'a secret\n', after: 'none\n' },
  ];
  for (const { path, before } of changes) writeFileSync(path, before);
  const [, kept] = replaceFiles(changes, second(1));
  replaceFiles([{ path: config, before: 'two\n', after: 'three\n' }], second(2));
  expect(forgetChangesHolding(new Secret('secret'), paths)).toEqual([kept]);
  expect(backups(folder)).toHaveLength(1);
  undoLastReplacement(paths);
  expect([read(config), read(credentials)]).toEqual(['two\n', 'none\n']);
  expect(undoLastReplacement(paths)).toEqual([]);
});

test('what a change that was cut short left goes with what holds a secret', ({ folder }) => {
  const { credentials, paths } = filesIn(folder);
  writeFileSync(credentials, 'none');
  writeFileSync(join(folder, '.credentials.awsmfa-killed'), 'secret');
  expect(forgetChangesHolding(new Secret('secret'), paths)).toEqual([]);
  expect(readdirSync(folder)).toEqual(['credentials']);
});

test('what is kept is for its owner alone, and for the last five changes', ({ folder }) => {
  const { config } = filesIn(folder);
  writeFileSync(config, '0');
  for (let count = 1; count <= 7; count += 1)
    replaceFiles(
      [{ path: config, before: String(count - 1), after: String(count) }],
      second(count),
    );
  const kept = backups(folder).toSorted();
  expect(kept.map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual([
    '2',
    '3',
    '4',
    '5',
    '6',
  ]);
  for (const name of kept) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
});

test('a change that somebody has built upon is not undone, in no file', ({ folder }) => {
  const { config, credentials, paths, read } = filesIn(folder);
  const changes = paths.map((path) => ({ path, before: undefined, after: 'ours\n' }));
  replaceFiles(changes, second(1));
  writeFileSync(credentials, 'ours\nand mine\n');
  const failure = failureOf(() => undoLastReplacement(paths));
  expect(failure.kind).toBe('storage');
  expect(failure.message).toContain('was changed after awsmfa changed it');
  expect(failure.hints).toEqual([
    expect.stringMatching(/^take from ".*credentials\.awsmfa-.*" what you want to have back$/),
  ]);
  expect([read(config), read(credentials)]).toEqual(['ours\n', 'ours\nand mine\n']);
});

test('where one file cannot be replaced, none is, and nothing is kept', ({ folder }) => {
  const { config, credentials, paths, read } = filesIn(folder);
  for (const path of paths) writeFileSync(path, 'old\n');
  chmodSync(credentials, 0o400);
  const changes = paths.map((path) => ({ path, before: 'old\n', after: 'new\n' }));
  expect(failureOf(() => replaceFiles(changes, second(1))).message).toContain('is read-only');
  expect([read(config), read(credentials)]).toEqual(['old\n', 'old\n']);
  expect(backups(folder)).toEqual([]);
});

test('a change that was cut short is undone as far as it came', ({ folder }) => {
  const { config, credentials, paths, read } = filesIn(folder);
  for (const path of paths) writeFileSync(path, 'old\n');
  replaceFiles(
    paths.map((path) => ({ path, before: 'old\n', after: 'new\n' })),
    second(1),
  );
  writeFileSync(credentials, 'old\n');
  const { ino } = statSync(credentials);
  undoLastReplacement(paths);
  expect(statSync(credentials).ino).toBe(ino);
  expect([read(config), read(credentials)]).toEqual(['old\n', 'old\n']);
});

test('what only looks like a backup is left alone', ({ folder }) => {
  const { config, paths, read } = filesIn(folder);
  const stamp = '20261121T120000000Z';
  const others = [`x${stamp}-0123456789ab`, `${stamp}-0123456789ab-newer`, `${stamp}-01234`];
  for (const other of others) writeFileSync(`${config}.awsmfa-${other}`, 'theirs\n');
  expect(undoLastReplacement(paths)).toEqual([]);
  expect(backups(folder)).toHaveLength(3);
  expect(() => read(config)).toThrow();
});

test.skipIf(process.platform === 'win32')(
  'nothing is replaced where nothing can be kept (not on Windows)',
  ({ folder }) => {
    const { config, read } = filesIn(folder);
    writeFileSync(config, 'old\n');
    chmodSync(folder, 0o555);
    const change = { path: config, before: 'old\n', after: 'new\n' };
    const failure = asNobody(() => failureOf(() => replaceFiles([change], second(1))));
    chmodSync(folder, 0o700);
    expect(failure.message).toContain(
      `no backup of "${config}" can be made, so nothing is written: EACCES`,
    );
    expect(failure.hints).toEqual(['check who owns its folder, and that the disk is not full']);
    expect(read(config)).toBe('old\n');
  },
);
