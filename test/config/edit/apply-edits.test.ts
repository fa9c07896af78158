import { describe, expect, test } from 'vitest';

import type { Edit } from '../../../src/config/edit/edit.ts';
import { applyEdits, verifyEdits } from '../../../src/config/edit/apply-edits.ts';
import { failureOf, sourceOf } from '../../support/config-texts.ts';

const section = { type: 'profile', name: 'a' } as const;
const setK: Edit = { kind: 'set', section, key: 'k', value: '2' };

describe('editing', () => {
  test('makes several changes, each upon the one before', () => {
    const edits: Edit[] = [
      { kind: 'add-section', section },
      setK,
      { kind: 'rename-setting', section, key: 'k', newKey: 'j' },
      setK,
      { kind: 'unset', section, key: 'j' },
      { kind: 'rename-section', section, newName: 'z' },
      { kind: 'remove-section', section: { type: 'profile', name: 'b' } },
    ];
    expect(applyEdits(sourceOf('[profile b]\nk = 1\n# c\n'), edits)).toBe(
      '# c\n\n[profile z]\nk = 2\n',
    );
  });

  test('moves `default` in and out of its plain header', () => {
    const named = { type: 'profile', name: 'default' } as const;
    const away: Edit = { kind: 'rename-section', section: named, newName: 'a' };
    const back: Edit = { kind: 'rename-section', section, newName: 'default' };
    expect(applyEdits(sourceOf('[default]\nk = 1\n'), [away, back])).toBe(
      '[profile default]\nk = 1\n',
    );
  });

  test.each<[text: string, kind: 'config' | 'credentials', edit: Edit, after: string]>([
    [
      '[profile a]\nK = 1\n',
      'config',
      { kind: 'rename-setting', section, key: 'K', newKey: 'J' },
      '[profile a]\nJ = 1\n',
    ],
    ['[profile a]\nk = 1\n', 'config', { kind: 'add-section', section }, '[profile a]\nk = 1\n'],
    ['[b]\nk = 1\n', 'credentials', { kind: 'add-section', section }, '[b]\nk = 1\n\n[a]\n'],
    ['[a]\n', 'credentials', { kind: 'rename-section', section, newName: 'b c' }, '[b c]\n'],
    [
      '[default]\nk = 1\n',
      'config',
      {
        kind: 'rename-section',
        section: { type: 'profile', name: 'default' },
        newName: 'default',
      },
      '[default]\nk = 1\n',
    ],
  ])('makes %j of the %s file, by %j, what was asked for', (text, kind, edit, after) => {
    expect(applyEdits(sourceOf(text, kind), [edit])).toBe(after);
  });

  test('makes no change to a file that cannot be read', () => {
    expect(failureOf(() => applyEdits(sourceOf('[profile a\n'), [setK])).message).toContain(
      '(/aws/config:1)',
    );
  });
});

describe('reading the result back', () => {
  test('tells a quoted name from two words, which no SDK reads', () => {
    const quoted = sourceOf("[profile 'b c']\nk = 1\n[profile b c]\nk = 2\n");
    const unset: Edit = { kind: 'unset', section: { type: 'profile', name: 'b c' }, key: 'k' };
    expect(applyEdits(quoted, [unset])).toBe("[profile 'b c']\n[profile b c]\nk = 2\n");
  });

  const before = sourceOf('[profile a]\nk = 1\n[profile b]\ns3 =\n  x = 1\n[odd]\nin valid = 1\n');

  test('accepts the change that was asked for, however the rest is spelled', () => {
    const after = '[profile a]\nk = 2\n# c\n[odd]\nin valid = 1\n[profile b]\ns3 =\n  x = 1';
    expect(() => verifyEdits(before, after, [setK])).not.toThrow();
  });

  test.each([
    ['the change is missing', before.text],
    [
      'another setting has changed',
      '[profile a]\nk = 2\n[profile b]\ns3 =\n  x = 2\n[odd]\nin valid = 1\n',
    ],
    ['a setting is gone', '[profile a]\nk = 2\n[profile b]\n[odd]\nin valid = 1\n'],
    [
      'one has come',
      '[profile a]\nk = 2\nj = 1\n[profile b]\ns3 =\n  x = 1\n[odd]\nin valid = 1\n',
    ],
    ['a section is gone', '[profile a]\nk = 2\n[profile b]\ns3 =\n  x = 1\n'],
    [
      'even what no SDK reads has changed',
      '[profile a]\nk = 2\n[profile b]\ns3 =\n  x = 1\n[odd]\nin valid = 2\n',
    ],
  ])('refuses a text in which %s', (_what, after) => {
    expect(failureOf(() => verifyEdits(before, after, [setK]))).toMatchObject({
      kind: 'configuration',
      message: 'this change to "/aws/config" would change something else too, so it is not made',
      hints: ['make the change yourself'],
    });
  });
});
