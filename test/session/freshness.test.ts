import { describe, expect, test } from 'vitest';
import {
  isFresh,
  isFreshEnoughNotToAsk,
  isUsable,
  lifetimeSeconds,
  longestSessionMs,
} from '../../src/session/freshness.ts';
import { now, session } from './scene.ts';

const hour = 60;

test('no session lasts longer than 36 hours', () => {
  expect(longestSessionMs).toBe(36 * hour * 60_000);
});

test.for([
  ['of 36 hours', 36 * hour, 20],
  ['of 12 hours', 12 * hour, 20],
  ['of an hour', hour, 20],
  ['of 59 minutes', 59, 59 / 3],
  ['of 15 minutes', 15, 5],
] as const)('a session %s is fresh above a third or 20 minutes', ([, life, limit]) => {
  const isFreshWith = (minutes: number) => isFresh(session('ASIA', minutes, life), now);
  expect([isFreshWith(limit + 0.1), isFreshWith(limit - 0.1)]).toEqual([true, false]);
  expect(isFreshWith(limit)).toBe(false);
  const isEnough = (minutes: number) => isFreshEnoughNotToAsk(session('A', minutes, life), now);
  expect([isEnough(limit / 2 + 0.1), isEnough(limit / 2 - 0.1)]).toEqual([true, false]);
  expect(isEnough(limit / 2)).toBe(false);
});

test('a session is usable until its last minute', () => {
  expect([1.1, 1, 0.9].map((minutes) => isUsable(session('ASIA', minutes), now))).toEqual([
    true,
    false,
    false,
  ]);
});

test('a session lasts as long as it was issued for, however soon its call returned', () => {
  const seconds = [-0.4, 0, 0.4].map((more) => lifetimeSeconds(session('ASIA', 30, hour + more)));
  expect(seconds).toEqual([3600, 3600, 3600]);
});

describe('a session issued in the future, since the clock was set back', () => {
  const issuedIn = (minutes: number) => session('ASIA', minutes + 12 * hour, 12 * hour);

  test.for([30 * hour, 19 * hour, 6])('by %i minutes, is of no use', (minutes) => {
    for (const judge of [isFresh, isFreshEnoughNotToAsk, isUsable])
      expect(judge(issuedIn(minutes), now)).toBe(false);
  });

  test('by the few minutes that clocks differ, is used all the same', () => {
    expect([isFresh(issuedIn(4), now), isUsable(issuedIn(4), now)]).toEqual([true, true]);
  });

  test('or by exactly five minutes, too', () => {
    expect(isUsable(issuedIn(5), now)).toBe(true);
  });
});
