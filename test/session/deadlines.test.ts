import { expect, test } from 'vitest';
import * as limits from '../../src/session/deadlines.ts';

const hourMs = 3_600_000;
const minuteMs = 60_000;

test('whoever knows more of what went wrong gives up earlier, and all before the caller does', () => {
  const { proxyMs, connectMs, responseMs, awsCallsMs, lockWaitMs, promptMs, helperMs } = limits;
  const inOrder = [proxyMs, connectMs, responseMs, awsCallsMs, lockWaitMs, promptMs, minuteMs];
  expect(inOrder).toEqual([...new Set(inOrder)].toSorted((a, b) => a - b));
  expect(helperMs).toBe(promptMs);
});

test('a deadline counts what has passed before it, and keeps in mind what it was at first', () => {
  const deadline = limits.startDeadline(hourMs, 10 * minuteMs);
  expect(deadline.totalMs).toBe(hourMs);
  expect(deadline.leftMs()).toBeLessThanOrEqual(50 * minuteMs);
  expect(deadline.leftMs()).toBeGreaterThan(40 * minuteMs);
});

test('nothing is left of a deadline that has passed', () => {
  expect(limits.startDeadline(minuteMs, hourMs).leftMs()).toBe(0);
});
