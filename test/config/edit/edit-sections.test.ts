import { describe, expect, test } from 'vitest';

import {
  addSection,
  removeSection,
  renameSection,
} from '../../../src/config/edit/edit-sections.ts';
import type { SectionId } from '../../../src/config/dialect/sections.ts';
import { failureOf, sourceOf } from '../../support/config-texts.ts';

const profile = (name: string): SectionId => ({ type: 'profile', name });

describe('adding a section', () => {
  test.each([
    ['to an empty file', '', '[profile a]\n'],
    ['behind a byte order mark', '\uFEFF', '\uFEFF[profile a]\n'],
    ['after a blank line', '[default]\nk = 1\n', '[default]\nk = 1\n\n[profile a]\n'],
    ['after the blank line that is there', '[default]\r\n\r\n', '[default]\r\n\r\n[profile a]\r\n'],
    [
      'where the last line has no newline',
      '[default]\r\nk = 1',
      '[default]\r\nk = 1\r\n\r\n[profile a]\r\n',
    ],
    ['after a blank line that is there', '[default]\n\n', '[default]\n\n[profile a]\n'],
    [
      'after a blank line, even if there is one before',
      '[default]\n\nk = 1\n',
      '[default]\n\nk = 1\n\n[profile a]\n',
    ],
    ['not where it is already', '[ profile a ]', '[ profile a ]'],
  ])('puts it at the end: %s', (_where, before, after) => {
    expect(addSection(sourceOf(before), profile('a'))).toBe(after);
  });

  test('spells the header as its file does', () => {
    expect(addSection(sourceOf(''), profile('default'))).toBe('[default]\n');
    expect(addSection(sourceOf('[profile default]'), profile('default'))).toBe('[profile default]');
    expect(addSection(sourceOf('', 'credentials'), profile('a'))).toBe('[a]\n');
    for (const name of ['a', 'default'])
      expect(addSection(sourceOf(''), { type: 'sso-session', name })).toBe(
        `[sso-session ${name}]\n`,
      );
  });

  test.each([
    ['my prod', "[profile 'my prod']\n", '[my prod]\n'],
    ["it's", `[profile 'it'"'"'s']\n`, "[it's]\n"],
    ['a\\b', "[profile 'a\\b']\n", '[a\\b]\n'],
    ['ä!', '[profile ä!]\n', '[ä!]\n'],
  ])('quotes a name as the AWS CLI does: %s', (name, config, credentials) => {
    expect(addSection(sourceOf(''), profile(name))).toBe(config);
    expect(addSection(sourceOf('', 'credentials'), profile(name))).toBe(credentials);
  });

  test('finds a section that is quoted otherwise', () => {
    for (const text of ['[profile "a"]', "[profile 'a']"]) {
      expect(addSection(sourceOf(text), profile('a'))).toBe(text);
    }
  });

  test.each([
    ['', 'config'],
    ['a]b', 'config'],
    ['a\nb', 'config'],
    ['a\u001bb', 'credentials'],
    [' a', 'credentials'],
    ['a\u00a0', 'credentials'],
    ['profile a', 'credentials'],
    ['services a', 'credentials'],
  ] as const)('refuses a name that the file would not give back: %j (%s)', (name, kind) => {
    expect(failureOf(() => addSection(sourceOf('', kind), profile(name))).kind).toBe(
      'configuration',
    );
  });

  test('names what it refuses', () => {
    expect(failureOf(() => addSection(sourceOf(''), profile('a]b')))).toMatchObject({
      message: 'a profile cannot be called "a]b" in this file',
      hints: ['use letters, digits and `_-/.%@:+`'],
    });
    const services: SectionId = { type: 'services', name: 'a' };
    expect(failureOf(() => addSection(sourceOf('', 'credentials'), services))).toMatchObject({
      message: 'the credentials file holds no `services` sections',
      hints: ['put it into the config file'],
    });
  });
});

describe('removing a section', () => {
  test.each([
    [
      'with the blank lines below it',
      '[profile b]\n\n# a\n[profile a]\nk = 1\n# in\nj = 1\n\n\n# c\n[profile c]\n',
      '[profile b]\n\n# a\n# c\n[profile c]\n',
    ],
    [
      'all its duplicates',
      '[profile a]\n[profile b]\nk = 1\n[profile a]\nk =\n  x = 1',
      '[profile b]\nk = 1\n',
    ],
    ['or nothing', '[profile b]\nk = 1\n', '[profile b]\nk = 1\n'],
  ])('takes it out, %s', (_what, before, after) => {
    expect(removeSection(sourceOf(before), profile('a'))).toBe(after);
  });

  test('leaves the byte order mark of the file', () => {
    const text = '\uFEFF[profile a]\n[profile b]\n';
    expect(removeSection(sourceOf(text), profile('a'))).toBe('\uFEFF[profile b]\n');
  });

  test('does not bring a hidden `[default]` to light', () => {
    const text = '[default]\nk = 1\n[profile a]\n[profile default]\nk = 2\n';
    expect(removeSection(sourceOf(text), profile('default'))).toBe('[profile a]\n');
  });
});

describe('renaming a section', () => {
  test('changes the name in every header and keeps their spelling', () => {
    const before = '[\tprofile  a ] # a\nk = a\n[profile b]\nsource_profile = a\n[profile a]';
    const after = '[\tprofile  z ] # a\nk = a\n[profile b]\nsource_profile = a\n[profile z]';
    expect(renameSection(sourceOf(before), profile('a'), 'z')).toBe(after);
    expect(renameSection(sourceOf(before), profile('a'), 'a')).toBe(before);
    expect(renameSection(sourceOf('[ a ]', 'credentials'), profile('a'), 'z y')).toBe('[ z y ]');
    expect(renameSection(sourceOf('[ profile\t"a b" ]'), profile('a b'), 'z')).toBe(
      '[ profile\tz ]',
    );
    expect(renameSection(sourceOf('[[[]', 'credentials'), profile('[['), 'z')).toBe('[z]');
    expect(renameSection(sourceOf('[profile a]'), profile('a'), 'z y')).toBe("[profile 'z y']");
  });

  test('adds and removes the prefix as `default` needs it', () => {
    expect(renameSection(sourceOf('[ default ]\n'), profile('default'), 'a')).toBe(
      '[ profile a ]\n',
    );
    expect(renameSection(sourceOf('[profile a]\n'), profile('a'), 'default')).toBe(
      '[profile default]\n',
    );
  });

  test('refuses to merge two sections, to uncover one, and to rename what is not there', () => {
    const both = sourceOf('[profile a]\n[profile b]\n');
    expect(failureOf(() => renameSection(both, profile('a'), 'b'))).toMatchObject({
      message: '`[profile b]` is in the way (/aws/config:2)',
      hints: ['remove or rename that section first'],
    });
    const hidden = sourceOf('[profile default]\n[default]\n');
    expect(failureOf(() => renameSection(hidden, profile('default'), 'a')).message).toBe(
      '`[default]` is in the way (/aws/config:2)',
    );
    expect(failureOf(() => renameSection(both, profile('c d'), 'd'))).toMatchObject({
      message: '"/aws/config" has no section `[profile \'c d\']`',
      hints: ['check the name'],
    });
    expect(failureOf(() => renameSection(both, profile('a'), '')).kind).toBe('configuration');
  });
});
