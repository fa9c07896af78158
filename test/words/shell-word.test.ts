import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { profileWord, shellWord, singleQuoted } from '../../src/words/shell-word.ts';

test.each(['prod', 'team/prod.eu_1:x@y+z', 'a-b', 'a=b,c%', '_'])('%s stays as it is', (text) => {
  expect(shellWord(text)).toBe(text);
});

test.each([
  ['-prod', "'-prod'"],
  ['', "''"],
  ['a b', "'a b'"],
  ['a$b', "'a$b'"],
  ["it's, isn't it", String.raw`'it'\''s, isn'\''t it'`],
])('%j is quoted', (text, word) => {
  expect(shellWord(text)).toBe(word);
});

test.each([
  ['prod', 'prod'],
  ['prod-', 'prod-'],
  ['my prod', "'my prod'"],
  ['-prod', "--profile='-prod'"],
])('%j is the operand of a command: %s', (name, word) => {
  expect(profileWord(name)).toBe(word);
});

test('a shell reads both as the text they were', () => {
  const texts = fc.array(fc.string({ maxLength: 20 }), { minLength: 20, maxLength: 40 });
  fc.assert(
    fc.property(texts, (any) => {
      const values = any.map((text) => text.replaceAll('\0', ''));
      const words = values.flatMap((value) => [shellWord(value), singleQuoted(value)]);
      const script = `printf '%s\\0' ${words.join(' ')}`;
      const printed = execFileSync('sh', ['-c', script], { encoding: 'utf8' });
      expect(printed.split('\0').slice(0, -1)).toEqual(values.flatMap((value) => [value, value]));
    }),
    { numRuns: 5 },
  );
});
