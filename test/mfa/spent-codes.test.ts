import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSpentCodes } from '../../src/mfa/memory/spent-codes.ts';

const jane = 'arn:aws:iam::111122223333:mfa/jane';
const halfMinute = 1_800_000_000_000;
const at = (seconds: number) => new Date(halfMinute + seconds * 1_000);

let root: string;
let folder: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'awsmfa-spent-'));
  folder = join(root, 'home/spent');
});
afterEach(() => rmSync(root, { recursive: true }));

/** Marks the current code and returns the file that says so. */
function markedFile(): string {
  createSpentCodes(folder, process.getuid?.()).mark(jane, at(0));
  return join(folder, readdirSync(folder)[0] ?? '');
}

test('a code that was used is known as used, in another process too, until the next half minute', () => {
  createSpentCodes(folder, process.getuid?.()).mark(jane, at(3));
  const spent = createSpentCodes(folder, process.getuid?.());
  expect(spent.secondsUntilFresh(jane, at(3))).toBe(27);
  expect(spent.secondsUntilFresh(jane, at(29.5))).toBe(1);
  expect(spent.secondsUntilFresh(jane, at(30))).toBeUndefined();
});

test('other devices and earlier half minutes are not concerned', () => {
  const spent = createSpentCodes(folder, process.getuid?.());
  spent.mark(jane, at(3));
  expect(spent.secondsUntilFresh(`${jane}2`, at(3))).toBeUndefined();
  expect(spent.secondsUntilFresh(jane, at(-1))).toBeUndefined();
});

test('the file is private and holds the number of the half minute only', () => {
  const file = markedFile();
  expect(readFileSync(file, 'utf8')).toBe(`${halfMinute / 30_000}\n`);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('a device whose serial looks like a path stays within the folder', () => {
  const spent = createSpentCodes(folder, process.getuid?.());
  spent.mark('../../escaped', at(0));
  expect(readdirSync(root)).toEqual(['home']);
  expect(spent.secondsUntilFresh('../../escaped', at(0))).toBe(30);
});

test.each(['', 'nonsense', `${halfMinute / 30_000}`, '9'.repeat(1_000), '\u0000'])(
  'a file that holds %j counts as none',
  (content) => {
    writeFileSync(markedFile(), content);
    expect(
      createSpentCodes(folder, process.getuid?.()).secondsUntilFresh(jane, at(0)),
    ).toBeUndefined();
  },
);

test('a planted link is neither read nor written through', () => {
  const file = markedFile();
  const victim = join(root, 'victim');
  writeFileSync(victim, readFileSync(file));
  rmSync(file);
  symlinkSync(victim, file);
  const spent = createSpentCodes(folder, process.getuid?.());
  expect(spent.secondsUntilFresh(jane, at(0))).toBeUndefined();
  spent.mark(jane, at(60));
  expect(readFileSync(victim, 'utf8')).toBe(`${halfMinute / 30_000}\n`);
});

test('a planted pipe does not make anybody wait', () => {
  const file = markedFile();
  rmSync(file);
  execFileSync('mkfifo', [file]);
  const spent = createSpentCodes(folder, process.getuid?.());
  expect(spent.secondsUntilFresh(jane, at(0))).toBeUndefined();
  spent.mark(jane, at(0));
  expect(spent.secondsUntilFresh(jane, at(0))).toBe(30);
});

test('a code that was not sent after all is good again', () => {
  const spent = createSpentCodes(folder, process.getuid?.());
  spent.unmark(jane);
  spent.mark(jane, at(0));
  spent.unmark(jane);
  expect(spent.secondsUntilFresh(jane, at(0))).toBeUndefined();
});

test('what a killed process left half written is swept away after an hour', () => {
  const left = `${markedFile()}.1a2b3c4d.tmp`;
  writeFileSync(left, '6');
  const spent = createSpentCodes(folder, process.getuid?.());
  spent.mark(jane, new Date(Date.now() + 3_000_000));
  expect(existsSync(left)).toBe(true);
  spent.mark(jane, new Date(Date.now() + 3_700_000));
  expect(existsSync(left)).toBe(false);
});

test('nothing is kept where there is no home', () => {
  const spent = createSpentCodes(undefined, process.getuid?.());
  spent.mark(jane, at(0));
  expect(spent.secondsUntilFresh(jane, at(0))).toBeUndefined();
});

test('a folder that cannot be made costs nothing', () => {
  writeFileSync(join(root, 'home'), 'a file');
  const spent = createSpentCodes(folder, process.getuid?.());
  spent.mark(jane, at(0));
  expect(spent.secondsUntilFresh(jane, at(0))).toBeUndefined();
});
