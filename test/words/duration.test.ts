import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  describeDuration,
  describeRemaining,
  durationForms,
  parseDuration,
} from '../../src/words/duration.ts';

test.each([
  [(11 * 60 + 58) * 60_000 + 59_999, '11 h 58 min'],
  [36 * 3_600_000, '36 h'],
  [4 * 60_000, '4 min'],
  [60_000, '1 min'],
  [59_999, 'under a minute'],
  [0, 'under a minute'],
  [-1, 'under a minute'],
])('%i ms remain: %s', (milliseconds, text) => {
  expect(describeRemaining(milliseconds)).toBe(text);
});

test.each([
  [43_200, '12 h'],
  [5400, '1 h 30 min'],
  [900, '15 min'],
  [3601, '1 h 1 s'],
  [45, '45 s'],
  [0, '0 s'],
])('%i seconds last %s', (seconds, text) => {
  expect(describeDuration(seconds)).toBe(text);
});

test.each([
  ['3600', 3600],
  ['90m', 5400],
  ['12h', 43_200],
  ['1h30m', 5400],
  ['11h59m', 43_140],
  ['45s', 45],
  [' 2 h ', 7200],
  ['0', 0],
])('`%s` is %i seconds', (text, seconds) => {
  expect(parseDuration(text)).toBe(seconds);
});

test.each(['', ' ', 'h', 'long', '1h30', '30m1h', '1.5h', '-1', '1d', '1234567890', '1 h x'])(
  '`%s` is not a duration',
  (text) => {
    expect(parseDuration(text)).toBeUndefined();
  },
);

test('the forms that a hint shows are read', () => {
  const forms = [...durationForms.matchAll(/`([^`]+)`/g)].map(([, form = '']) => form);
  expect(forms).toEqual(['90m', '12h', '1h30m']);
  for (const form of forms) expect(parseDuration(form)).toBeDefined();
});

test('a duration that awsmfa prints can be given to it', () => {
  fc.assert(
    fc.property(fc.nat(999_999), (seconds) => {
      expect(parseDuration(describeDuration(seconds))).toBe(seconds);
    }),
  );
});
