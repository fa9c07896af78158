import { expect, test } from 'vitest';
import { splitCommand, splitPosix } from '../../src/words/split-command.ts';

/** What Python's `shlex.split` makes of each. */
test.each([
  ['', []],
  [' \t\r\n', []],
  ['one', ['one']],
  ['  one \t two\r\nthree ', ['one', 'two', 'three']],
  [`'a  b' c`, ['a  b', 'c']],
  [`'a\\'`, ['a\\']],
  [`''`, ['']],
  [`"" x`, ['', 'x']],
  [`"a  b"`, ['a  b']],
  [`"it's" 'a "b"'`, [`it's`, 'a "b"']],
  [String.raw`"a\"b\\c"`, [String.raw`a"b\c`]],
  [String.raw`"a\n\$b"`, [String.raw`a\n\$b`]],
  ['"a\\\nb"', ['a\\\nb']],
  [String.raw`a\ b\'c\\d`, [String.raw`a b'c\d`]],
  ['a\\\nb', ['a\nb']],
  [`a'b'"c"d`, ['abcd']],
  [`'a' 'b'`, ['a', 'b']],
  ['~/x $HOME `id` $(id) a;b|c&d #e *', ['~/x', '$HOME', '`id`', '$(id)', 'a;b|c&d', '#e', '*']],
])('on Unix, %j is %j', (line, words) => {
  expect(splitPosix(line)).toEqual(words);
  expect(splitCommand(line, 'linux')).toEqual(words);
});

test.each([`'open`, `a 'b`, `"open`, String.raw`"open\"`, 'end\\'])(
  'on Unix, %j is not a command',
  (line) => {
    expect(splitPosix(line)).toBeUndefined();
  },
);

/** What Microsoft's C runtime makes of each. */
test.each([
  ['', []],
  [' \t', []],
  ['  one \t two ', ['one', 'two']],
  ['a\r\nb', ['a\r\nb']],
  [String.raw`C:\a\b.exe 'x y'`, [String.raw`C:\a\b.exe`, `'x`, `y'`]],
  [String.raw`"C:\Program Files\a.exe"  b`, [String.raw`C:\Program Files\a.exe`, 'b']],
  ['"" x', ['', 'x']],
  ['a"b \t c"d', ['ab \t cd']],
  [String.raw`a\"b c`, ['a"b', 'c']],
  [String.raw`\"`, ['"']],
  [String.raw`"a\\" b`, [String.raw`a` + '\\', 'b']],
  [String.raw`a\\\"b c\\`, [String.raw`a\"b`, String.raw`c\\`]],
  [String.raw`"a\\\\\"b" c`, [String.raw`a\\"b`, 'c']],
])('on Windows, %j is %j', (line, words) => {
  expect(splitCommand(line, 'win32')).toEqual(words);
});

test.each(['"open', 'a "b c', String.raw`"a\" b`])('on Windows, %j is not a command', (line) => {
  expect(splitCommand(line, 'win32')).toBeUndefined();
});
