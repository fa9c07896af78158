import { describe, expect, test } from 'vitest';

import { renameSetting, setSetting, unsetSetting } from '../../../src/config/edit/edit-settings.ts';
import type { SectionId } from '../../../src/config/dialect/sections.ts';
import { failureOf, sourceOf } from '../../support/config-texts.ts';

const a: SectionId = { type: 'profile', name: 'a' };
const set = (text: string, key = 'k', value = 'new') =>
  setSetting(sourceOf(text), a, { key, value });
const unset = (text: string, key = 'k') => unsetSetting(sourceOf(text), a, key);
const rename = (text: string, key = 'k', newKey = 'n') =>
  renameSetting(sourceOf(text), a, key, newKey);

describe('setting a setting', () => {
  test.each([
    ['the value only', '[profile a]\nk = old\n', '[profile a]\nk = new\n'],
    ['not the comment', '[profile a]\nk\t=old \t# c\n', '[profile a]\nk\t=new \t# c\n'],
    ['not the case of the key', '[profile a]\nK = old', '[profile a]\nK = new'],
    ['nothing where it is empty and stays so', '[profile a]\nk =\n', '[profile a]\nk =\n', ''],
    ['a value that was empty', '[profile a]\nk =\nj =', '[profile a]\nk = new\nj ='],
    ['a value that was a comment only', '[profile a]\nk = # c\n', '[profile a]\nk = new # c\n'],
    [
      'the last of duplicates, which wins',
      '[profile a]\nk = 1\nk = 2\n[profile b]\nk = 3\n[profile a]\nk = 4\n',
      '[profile a]\nk = 1\nk = 2\n[profile b]\nk = 3\n[profile a]\nk = new\n',
    ],
    [
      'the lines that continue the value',
      '[profile a]\nk = 1\n  2\n\n  # c\n  3\nj = 1',
      '[profile a]\nk = new\n\n  # c\nj = 1',
    ],
    [
      'no byte order mark, no newline',
      '\uFEFF[profile a]\r\nk=1\r\n',
      '\uFEFF[profile a]\r\nk=new\r\n',
    ],
  ])('changes %s', (_what, before, after, value = 'new') => {
    expect(set(before, 'k', value)).toBe(after);
  });

  test.each([
    [
      'below the last of its section',
      '[profile a]\nj = 1\n\n# b\n[profile b]\n',
      '[profile a]\nj = 1\nk = new\n\n# b\n[profile b]\n',
    ],
    ['spelled as that one is', '[profile a]\nj=1\n', '[profile a]\nj=1\nk=new\n'],
    [
      'below the lines of its value',
      '[profile a]\ns3 =\n  x = 1\n\n  y = 1\n',
      '[profile a]\ns3 =\n  x = 1\n\n  y = 1\nk = new\n',
    ],
    ['below an empty header', '[profile a] # c\n# d\n', '[profile a] # c\nk = new\n# d\n'],
    [
      'where the file has no newline at its end',
      '[profile a]\nj = 1',
      '[profile a]\nj = 1\nk = new',
    ],
    ['where the header has none', '[profile a]', '[profile a]\nk = new'],
    ['with the newlines of the file', '[profile a]\r\nj = 1', '[profile a]\r\nj = 1\r\nk = new'],
    [
      'in the last of duplicate sections',
      '[profile a]\n[profile b]\n[profile a]\n',
      '[profile a]\n[profile b]\n[profile a]\nk = new\n',
    ],
  ])('adds it %s', (_where, before, after) => {
    expect(set(before)).toBe(after);
  });

  test('adds it above all others where it is to be the first, spelled as the next', () => {
    const before = '[profile a] # c\nj=1\n[profile b]\n[profile a]\nl = 1\n';
    const first = { key: 'k', value: 'new', place: 'first' } as const;
    expect(setSetting(sourceOf(before), a, first)).toBe(
      '[profile a] # c\nk=new\nj=1\n[profile b]\n[profile a]\nl = 1\n',
    );
  });

  test('knows how each file spells its headers', () => {
    const credentials = sourceOf('[profile a]\nk = 0\n[a]\nk = 1\n', 'credentials');
    expect(setSetting(credentials, a, { key: 'k', value: 'new' })).toBe(
      '[profile a]\nk = 0\n[a]\nk = new\n',
    );
    const session = sourceOf('[profile a]\nk = 0\n[sso-session a]\nk = 1\n');
    expect(
      setSetting(session, { type: 'sso-session', name: 'a' }, { key: 'k', value: 'new' }),
    ).toBe('[profile a]\nk = 0\n[sso-session a]\nk = new\n');
    const both = sourceOf('[profile default]\nk = 0\n[default]\nk = 1\n');
    expect(setSetting(both, { type: 'profile', name: 'default' }, { key: 'k', value: 'new' })).toBe(
      '[profile default]\nk = new\n[default]\nk = 1\n',
    );
  });

  test.each([
    'a\nb',
    'a\rb',
    ' a',
    'a ',
    '\ta',
    'a\t',
    '#a',
    ';a',
    'a #b',
    'a\t;b',
    'a\0',
    '\ud800',
    '\u0085',
    'a\u00a0',
    '\u3000a',
    'a\u00a0#b',
  ])('refuses a value that the file would not give back, and does not show it: %j', (value) => {
    const failure = failureOf(() => set('[profile a]\n', 'k', value));
    expect(failure.kind).toBe('configuration');
    expect(failure.message).toBe('the value of "k" cannot be written to a config file');
    expect(failure.hints).toEqual([
      'use a value without control characters, without blanks around it, and without a `#` or `;` that begins it or follows a blank',
    ]);
  });

  test.each([
    '',
    'a#b',
    'a;b',
    '"a"',
    '[a]',
    '= a',
    'a\tb',
    '\u{1F602}',
    '# '.trim().padStart(2, 'x'),
  ])('accepts any other value: %j', (value) => {
    expect(set('[profile a]\nk = old\n', 'k', value)).toBe(`[profile a]\nk = ${value}\n`);
  });

  test('refuses a key that no SDK accepts, a missing section and a nested block', () => {
    expect(failureOf(() => set('[profile a]\n', 'k[]'))).toMatchObject({
      message: 'a setting cannot be called "k[]"',
      hints: ['use letters, digits and `_-/.%@:+`'],
    });
    expect(failureOf(() => set('[profile b]\n'))).toMatchObject({
      message: '"/aws/config" has no section `[profile a]`',
      hints: ['add the section first'],
    });
    expect(failureOf(() => set('[profile a]\nk =\n  x = 1\n'))).toMatchObject({
      message: '"k" of "a" holds nested settings (/aws/config:2)',
      hints: ['edit it yourself'],
    });
  });
});

describe('unsetting a setting', () => {
  test.each([
    ['its line', '[profile a]\nk = 1 # c\n\nj = 1\n', '[profile a]\n\nj = 1\n'],
    [
      'its block',
      '[profile a]\nk =\n  x = 1\n  # c\n  y = 1\nj = 1\n',
      '[profile a]\n  # c\nj = 1\n',
    ],
    [
      'all duplicates',
      '[profile a]\nk = 1\nK = 2\n[profile b]\nk = 3\n[profile a]\nk = 4',
      '[profile a]\n[profile b]\nk = 3\n[profile a]\n',
    ],
    ['nothing where there is none', '[profile a]\nj = 1\n', '[profile a]\nj = 1\n'],
    ['nothing where the section is missing', '[profile b]\nk = 1\n', '[profile b]\nk = 1\n'],
  ])('removes %s', (_what, before, after) => {
    expect(unset(before)).toBe(after);
  });
});

describe('renaming a setting', () => {
  test('changes its name everywhere in the section and leaves all else', () => {
    const before = '[profile a]\nK\t= 1 # c\n[profile b]\nk = 2\n[profile a]\nk =\n  x = 1\n';
    const after = '[profile a]\nn\t= 1 # c\n[profile b]\nk = 2\n[profile a]\nn =\n  x = 1\n';
    expect(rename(before)).toBe(after);
    expect(rename('[profile a]\nj = 1\n')).toBe('[profile a]\nj = 1\n');
  });

  test('refuses a name that is in use or invalid, but accepts another case of the same', () => {
    expect(failureOf(() => rename('[profile a]\nk = 1\nN = 2\n'))).toMatchObject({
      message: 'there is a setting "n" already (/aws/config:3)',
      hints: ['remove one of the two'],
    });
    expect(failureOf(() => rename('[profile a]\nk = 1\n', 'k', 'a b')).kind).toBe('configuration');
    expect(rename('[profile a]\nK = 1\n', 'k', 'k')).toBe('[profile a]\nk = 1\n');
  });
});
