import fc from 'fast-check';
import { expect, test } from 'vitest';

import type { Edit } from '../../../src/config/edit/edit.ts';
import { applyEdits } from '../../../src/config/edit/apply-edits.ts';
import type { ProfileGraph } from '../../../src/config/graph.ts';
import { Failure } from '../../../src/ground/failure.ts';
import { graphOf, sourceOf } from '../../support/config-texts.ts';
import { anyFile, anyKey, anyName, anyText, anyValue, fuzzRuns } from '../fuzz.ts';

const numRuns = fuzzRuns;
const profile = (name: string) => ({ type: 'profile', name }) as const;

type Contents = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** What every profile holds. */
function contentsOf(text: string): Contents {
  const graph = graphOf(text);
  return new Map(graph.names().map((name) => [name, settingsOf(graph, name)]));
}

function settingsOf(graph: ProfileGraph, name: string): ReadonlyMap<string, string> {
  const settings = [...(graph.profile(name)?.settings ?? [])];
  return new Map(settings.map(([key, { value }]) => [key, value]));
}

/** The same with one key changed; undefined takes it out. */
function changed<V>(
  map: ReadonlyMap<string, V>,
  key: string,
  value: V | undefined,
): Map<string, V> {
  const copy = new Map(map);
  if (value === undefined) copy.delete(key);
  else copy.set(key, value);
  return copy;
}

const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    kind: fc.constant('set' as const),
    section: anyName.map(profile),
    key: anyKey,
    value: anyValue,
  }),
  fc.record({ kind: fc.constant('unset' as const), section: anyName.map(profile), key: anyKey }),
  fc.record({
    kind: fc.constant('rename-setting' as const),
    section: anyName.map(profile),
    key: anyKey,
    newKey: anyKey,
  }),
  fc.record({ kind: fc.constant('add-section' as const), section: anyName.map(profile) }),
  fc.record({ kind: fc.constant('remove-section' as const), section: anyName.map(profile) }),
  fc.record({
    kind: fc.constant('rename-section' as const),
    section: anyName.map(profile),
    newName: anyName,
  }),
);

test('makes any changes to any file, or refuses with a Failure that is not about its own mistake', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        anyText,
        anyFile.map(({ text }) => text),
      ),
      fc.array(anyEdit, { maxLength: 4 }),
      (text, edits) => {
        try {
          applyEdits(sourceOf(text), edits);
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          expect(error.message).not.toContain('would change something else');
        }
      },
    ),
    { numRuns },
  );
});

test('sets a setting and changes no other, and setting it back restores every byte', () => {
  fc.assert(
    fc.property(anyFile, anyKey, anyValue, ({ sections, text }, key, value) => {
      const name = sections[0]?.name;
      fc.pre(name !== undefined);
      const section = profile(name);
      const before = contentsOf(text);
      const own = before.get(name) ?? new Map<string, string>();
      const after = applyEdits(sourceOf(text), [{ kind: 'set', section, key, value }]);
      const expected = changed(own, key.toLowerCase(), value);
      expect(contentsOf(after)).toEqual(changed(before, name, expected));
      const old = own.get(key.toLowerCase()) ?? '';
      if (old === '' || value === '') return;
      const back: Edit = { kind: 'set', section, key, value: old };
      expect(applyEdits(sourceOf(after), [back])).toBe(text);
    }),
    { numRuns },
  );
});

test('adds a setting or a section that is not there, and removing it restores every byte', () => {
  fc.assert(
    fc.property(anyFile, anyValue, ({ sections, text }, value) => {
      const name = sections[0]?.name;
      fc.pre(name !== undefined);
      const edit = { section: profile(name), key: 'key-that-is-not-there', value };
      const set = applyEdits(sourceOf(text), [{ kind: 'set', ...edit }]);
      expect(applyEdits(sourceOf(set), [{ kind: 'unset', ...edit }])).toBe(text);
      const section = profile('section-that-is-not-there');
      const added = applyEdits(sourceOf(text), [{ kind: 'add-section', section }]);
      const removed = applyEdits(sourceOf(added), [{ kind: 'remove-section', section }]);
      expect(removed.startsWith(text)).toBe(true);
      expect(removed.slice(text.length).trim()).toBe('');
    }),
    { numRuns },
  );
});

test('unsets a setting and removes a section, and nothing else', () => {
  fc.assert(
    fc.property(anyFile, fc.nat({ max: 4 }), ({ sections, text }, at) => {
      const { name, settings } = sections[0] ?? { name: undefined, settings: [] };
      fc.pre(name !== undefined);
      const section = profile(name);
      const key = settings[at]?.key ?? 'k';
      const before = contentsOf(text);
      const own = before.get(name) ?? new Map<string, string>();
      const unset = applyEdits(sourceOf(text), [{ kind: 'unset', section, key }]);
      const rest = changed(own, key.toLowerCase(), undefined);
      expect(contentsOf(unset)).toEqual(changed(before, name, rest));
      const removed = applyEdits(sourceOf(text), [{ kind: 'remove-section', section }]);
      expect(contentsOf(removed)).toEqual(changed(before, name, undefined));
    }),
    { numRuns },
  );
});

test('renames a section and nothing else, and back restores every byte but quotes', () => {
  fc.assert(
    fc.property(anyFile, ({ sections, text }) => {
      const name = sections[0]?.name;
      fc.pre(name !== undefined);
      const newName = 'name-that-is-not-there';
      const rename: Edit = { kind: 'rename-section', section: profile(name), newName };
      const after = applyEdits(sourceOf(text), [rename]);
      const before = contentsOf(text);
      const others = changed(before, name, undefined);
      expect(contentsOf(after)).toEqual(changed(others, newName, before.get(name)));
      const back: Edit = { kind: 'rename-section', section: profile(newName), newName: name };
      const restored = applyEdits(sourceOf(after), [back]);
      expect(contentsOf(restored)).toEqual(before);
      if (!/["'\\]/.test(text)) expect(restored).toBe(text);
    }),
    { numRuns },
  );
});
