import { expect, test } from 'vitest';
import type { Step } from '../../src/plan/model/plan.ts';
import type { StoredSession } from '../../src/session/ports.ts';
import { withoutCodeUntil } from '../../src/session/usable-sessions.ts';
import { mfaKey, mfaStep, now, plan, roleKey, roleStep, serial, session } from './scene.ts';

const until = (cached: Readonly<Record<string, StoredSession>>, steps = plan.steps) =>
  withoutCodeUntil({ ...plan, steps }, { get: (key) => cached[key] }, now);

const hours = session('ASIAMFA', 120, 720);
const minutes = session('ASIAROLE', 42);

test('nobody is asked as long as the MFA session lasts: roles are assumed from it silently', () => {
  expect(until({ [mfaKey]: hours, [roleKey]: minutes })).toEqual(hours.expiration);
  expect(until({ [mfaKey]: hours })).toEqual(hours.expiration);
});

test('nor as long as a role session outlives it', () => {
  const nearlyOver = session('ASIAMFA', 5, 720);
  expect(until({ [mfaKey]: nearlyOver, [roleKey]: minutes })).toEqual(minutes.expiration);
  expect(until({ [roleKey]: minutes })).toEqual(minutes.expiration);
});

test('a session in its last minute, or from the future, counts for nothing', () => {
  expect(until({ [mfaKey]: session('ASIAMFA', 1, 720) })).toBeUndefined();
  expect(until({ [mfaKey]: session('ASIAMFA', 800, 720) })).toBeUndefined();
  expect(until({})).toBeUndefined();
});

test('without MFA nobody is ever asked', () => {
  expect(until({}, [roleStep])).toBe('always');
  expect(until({}, [])).toBe('always');
});

test('where the code goes with AssumeRole, the role session alone counts', () => {
  const direct = [{ ...roleStep, mfaSerial: serial }];
  expect(until({ [roleKey]: minutes, [mfaKey]: hours }, direct)).toEqual(minutes.expiration);
});

test('a session before the one with the code does not count', () => {
  const [role, mfa] = [
    { ...roleStep, key: mfaKey },
    { ...mfaStep, key: roleKey },
  ];
  expect(until({ [mfaKey]: hours }, [role, mfa])).toBeUndefined();
});

const withKeysFor = (minutes: number, steps: readonly Step[]) => {
  const expiration = new Date(now.getTime() + minutes * 60_000);
  const source = {
    ...({ kind: 'static', profile: 'saml', accessKeyId: 'ASIA', temporary: true } as const),
    ...{ expiration, origins: {} },
  };
  return { ...plan, source, steps };
};

test('nor is anybody while session keys of another tool last, or a role session outlives them', () => {
  const endingIn = (left: number, cached: Readonly<Record<string, StoredSession>> = {}) =>
    withoutCodeUntil(withKeysFor(left, [roleStep]), { get: (key) => cached[key] }, now);
  expect(endingIn(30)).toEqual(new Date(now.getTime() + 30 * 60_000));
  expect(endingIn(30, { [roleKey]: minutes })).toEqual(minutes.expiration);
  expect(endingIn(-1, { [roleKey]: minutes })).toEqual(minutes.expiration);
  expect(endingIn(-1)).toBeUndefined();
  expect(endingIn(0)).toBeUndefined();
});

test('how long the keys last says nothing where the next use needs a code', () => {
  const planned = withKeysFor(30, plan.steps);
  expect(withoutCodeUntil(planned, { get: () => undefined }, now)).toBeUndefined();
});
