import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/ground/failure.ts';
import { issuedSince, otherThan, toSignWith } from '../../src/session/demand.ts';
import { execute } from '../../src/session/execute.ts';
import { key, now, plan, scene, session } from './scene.ts';

const cost = () => 'prompt' as const;
const minutesAfter = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

describe('a session that must be new', () => {
  const demand = issuedSince(now);

  test.for([
    ['in the moment that was named', 0, 60, true],
    ['later', 1, 60, true],
    ['earlier', -1, 60, false],
    ['later, but has expired', 1, -1, false],
  ] as const)('is sufficient or not: issued %s', ([, issued, left, expected]) => {
    const issuedAt = minutesAfter(issued);
    const candidate = { ...session('ASIA', left), issuedAt };
    expect(demand.sufficient(candidate, now, cost)).toBe(expected);
  });

  test('has no older one in its place where it cannot be had', async () => {
    const failure = new Failure('network', 'AWS cannot be reached');
    const cached = { mfa: session('ASIAMFA'), role: session('ASIAROLE', 60, 61) };
    const { ports } = scene(cached, { sts: { call: () => Promise.reject(failure) } });
    await expect(execute(plan, ports, issuedSince(now))).rejects.toBe(failure);
  });
});

test('to sign with, any usable session will do, or any but the one that AWS rejected', () => {
  expect(toSignWith.sufficient(session('ASIA', 2), now, cost)).toBe(true);
  const other = otherThan({ ...key, accessKeyId: 'ASIAREJECTED' });
  expect(other.sufficient(session('ASIA', 2), now, cost)).toBe(true);
  expect(other.sufficient(session('ASIA', 0.5), now, cost)).toBe(false);
  expect(other.sufficient(session('ASIAREJECTED'), now, cost)).toBe(false);
});
