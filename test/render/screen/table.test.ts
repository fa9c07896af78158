import { expect, test } from 'vitest';
import { alignColumns } from '../../../src/render/screen/table.ts';
import { styleFor } from '../../../src/render/screen/style.ts';

test('columns line up, wide characters and colours among them', () => {
  const { bad } = styleFor('terminal', {});
  const lines = alignColumns([
    ['prod', 'cached', ''],
    ['本番', bad('broken'), 'x'],
    ['a', '', 'x'],
  ]);
  expect(lines).toEqual(['prod  cached', `本番  ${bad('broken')}  x`, 'a             x']);
  expect(bad('broken')).not.toBe('broken');
});

test.each([
  ['other', {}],
  ['terminal', { NO_COLOR: '1' }],
  ['terminal', { TERM: 'dumb' }],
] as const)('there is no colour for %s with %j', (reader, env) => {
  expect(styleFor(reader, env).bad('broken')).toBe('broken');
});

test('an empty NO_COLOR asks for nothing', () => {
  expect(styleFor('terminal', { NO_COLOR: '' }).bad('broken')).not.toBe('broken');
});
