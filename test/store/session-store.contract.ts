import { describe, expect, test } from 'vitest';
import type { SessionKey } from '../../src/plan/model/plan.ts';
import { Secret } from '../../src/ground/secret.ts';
import type { IssuedSession, SessionStore, StoredSession } from '../../src/session/ports.ts';

export const keyA = 'a'.repeat(64) as SessionKey;
export const keyB = 'b'.repeat(64) as SessionKey;

/** What the clock says to stores under test. */
export const testTime = new Date('2026-03-01T08:00:00.000Z');

export function hoursFromTestTime(hours: number): Date {
  return minutesFromTestTime(hours * 60);
}

export function minutesFromTestTime(minutes: number): Date {
  return new Date(testTime.getTime() + minutes * 60_000);
}

export function exampleSession(changes: Partial<IssuedSession> = {}): IssuedSession {
  return {
    accessKeyId: 'ASIAEXAMPLE000000001',
    secretAccessKey: new Secret('canary/secret+access=key'),
    sessionToken: new Secret('canary//session+token=='),
    expiration: hoursFromTestTime(12),
    issuedAt: testTime,
    accountId: '123456789012',
    ...changes,
  };
}

/** A session with its secrets in the open, to compare. */
export function revealed(session: StoredSession | undefined): object | undefined {
  if (session === undefined || 'sealed' in session) return session;
  return {
    ...session,
    secretAccessKey: session.secretAccessKey.reveal(),
    sessionToken: session.sessionToken.reveal(),
  };
}

/**
 * What every cache promises. `createOpener` makes a fresh, empty cache, whose clock says `testTime`; each call of
 * the result opens that cache once more, as another process would.
 */
export function describeSessionStore(name: string, createOpener: () => () => SessionStore): void {
  describe(`${name}, as a session store`, () => {
    test('gives back a sealed session as it was put', () => {
      const openStore = createOpener();
      const { secretAccessKey: _secret, sessionToken: _token, ...known } = exampleSession();
      openStore().put(keyA, { ...known, sealed: 'c2VhbGVk' });
      expect(openStore().get(keyA)).toEqual({ ...known, sealed: 'c2VhbGVk' });
    });

    test('gives back what was put, to the millisecond', () => {
      const openStore = createOpener();
      openStore().put(keyA, exampleSession());
      expect(revealed(openStore().get(keyA))).toStrictEqual(revealed(exampleSession()));
    });

    test('gives back a session whose account is not known', () => {
      const store = createOpener()();
      const { accountId, ...session } = exampleSession();
      store.put(keyA, session);
      expect(accountId).toBeDefined();
      expect(revealed(store.get(keyA))).toStrictEqual(revealed(session));
    });

    test('misses a key that was never put', () => {
      const store = createOpener()();
      expect(store.get(keyA)).toBeUndefined();
      store.put(keyA, exampleSession());
      expect(store.get(keyB)).toBeUndefined();
    });

    test('replaces an older session of the same key', () => {
      const store = createOpener()();
      store.put(keyA, exampleSession());
      store.put(keyA, exampleSession({ accessKeyId: 'ASIAEXAMPLE000000002' }));
      expect(store.get(keyA)?.accessKeyId).toBe('ASIAEXAMPLE000000002');
    });

    test('forgets a removed session, and only that', () => {
      const store = createOpener()();
      store.put(keyA, exampleSession());
      store.put(keyB, exampleSession());
      expect(store.remove(keyA)).toBe(true);
      expect(store.get(keyA)).toBeUndefined();
      expect(store.get(keyB)).toBeDefined();
    });

    test('lets a key be removed that it does not hold, and says so', () => {
      const store = createOpener()();
      expect(store.remove(keyA)).toBe(false);
    });

    test('forgets everything, and says how much it was', () => {
      const store = createOpener()();
      expect(store.clear()).toBe(0);
      store.put(keyA, exampleSession());
      store.put(keyB, exampleSession({ expiration: testTime, issuedAt: hoursFromTestTime(-1) }));
      store.put(keyA, exampleSession());
      expect(store.clear()).toBeGreaterThan(0);
      expect([store.get(keyA), store.clear()]).toStrictEqual([undefined, 0]);
    });

    test('does not give a session that has expired', () => {
      const store = createOpener()();
      store.put(keyA, exampleSession({ expiration: testTime, issuedAt: hoursFromTestTime(-1) }));
      expect(store.get(keyA)).toBeUndefined();
    });

    test('does not give a session that was issued in the future', () => {
      const store = createOpener()();
      store.put(keyA, exampleSession({ issuedAt: minutesFromTestTime(6) }));
      expect(store.get(keyA)).toBeUndefined();
    });

    test('gives a session that was issued by a clock a little ahead', () => {
      const store = createOpener()();
      store.put(keyA, exampleSession({ issuedAt: minutesFromTestTime(5) }));
      expect(store.get(keyA)).toBeDefined();
    });

    test('knows no obstacle to keeping a session', () => {
      expect(createOpener()().obstacle()).toBeUndefined();
    });

    test('shows no secret of a session when the session is printed', () => {
      const store = createOpener()();
      store.put(keyA, exampleSession());
      expect(JSON.stringify(store.get(keyA))).not.toContain('canary');
    });
  });
}
