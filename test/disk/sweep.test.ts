import { mkdirSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { sweep } from '../../src/disk/sweep.ts';
import { newFolder } from '../support/new-folder.ts';

const now = new Date('2026-03-01T08:00:00.000Z');
const halfWritten = `${'a'.repeat(64)}.json.0badcafe.tmp`;

let folder: string;

beforeEach(() => {
  folder = newFolder();
});

afterEach(() => rmSync(folder, { recursive: true }));

function plant(name: string, ageMinutes: number): void {
  writeFileSync(join(folder, name), '');
  const time = new Date(now.getTime() - ageMinutes * 60_000);
  utimesSync(join(folder, name), time, time);
}

test('half-written files are removed after an hour', () => {
  plant(halfWritten, 61);
  plant('probe.00c0ffee.tmp', 60);
  plant('other', 99_999);
  sweep(folder, now);
  expect(readdirSync(folder)).toEqual(['other', 'probe.00c0ffee.tmp']);
});

test('other files are removed where they are of no use, and their age is told', () => {
  plant('old', 90);
  plant('new', 0);
  const ages = new Map<string, number>();
  sweep(folder, now, (name, ageMs) => {
    ages.set(name, ageMs);
    return name === 'old';
  });
  expect(ages).toEqual(
    new Map([
      ['new', 0],
      ['old', 90 * 60_000],
    ]),
  );
  expect(readdirSync(folder)).toEqual(['new']);
});

test('what cannot be removed does not keep the rest, nor does a dangling link', () => {
  mkdirSync(join(folder, 'a folder'));
  symlinkSync(join(folder, 'nothing'), join(folder, 'link'));
  plant('file', 90);
  sweep(folder, now, () => true);
  expect(readdirSync(folder)).toEqual(['a folder']);
});

test('a file that vanishes meanwhile is passed over', () => {
  for (const name of ['one', 'two', 'three']) plant(name, 90);
  const names = readdirSync(folder);
  const seen: string[] = [];
  sweep(folder, now, (name) => {
    seen.push(name);
    rmSync(join(folder, names[1] ?? ''), { force: true });
    return false;
  });
  expect(seen).toEqual(names);
});

test('a folder that is not there is no trouble, and a bug is not swallowed', () => {
  expect(() => sweep(join(folder, 'missing'), now)).not.toThrow();
  plant('file', 0);
  const bug = () => {
    throw new TypeError('a bug');
  };
  expect(() => sweep(folder, now, bug)).toThrow('a bug');
});
