import { expect, test } from 'vitest';
import { describeDuration, describeRemaining } from '../../src/words/duration.ts';

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
