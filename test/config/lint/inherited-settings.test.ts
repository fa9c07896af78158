import { expect, test } from 'vitest';
import { inheritedBy, inheritedSettings } from '../../../src/config/lint/inherited-settings.ts';
import { SectionIndex } from '../../../src/config/dialect/section-index.ts';
import { sourceOf } from '../../support/config-texts.ts';

const text = `[profile a]
region = own
[DEFAULT]
Region = all
output = json
k[] = v
[ DEFAULT]
other = x
[profile b]
`;
const source = sourceOf(text);
const line = (key: string, line: number) => ({
  ...{ key, line, file: 'config', path: '/aws/config' },
});

test('what stands under [DEFAULT] is known by its lines, but for what no SDK reads', () => {
  expect(inheritedSettings(source)).toEqual([line('region', 4), line('output', 5)]);
});

test('a profile gets what it does not have itself, where it has a section', () => {
  const file = new SectionIndex(source);
  expect(inheritedBy('a', file)).toEqual([line('output', 5)]);
  expect(inheritedBy('b', file)).toEqual([line('region', 4), line('output', 5)]);
  expect(inheritedBy('c', file)).toEqual([]);
});
