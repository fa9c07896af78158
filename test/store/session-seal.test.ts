import { describe, expect, test } from 'vitest';
import type { SessionKey } from '../../src/plan/model/plan.ts';
import type { SealedSession } from '../../src/session/ports.ts';
import { Secret } from '../../src/ground/secret.ts';
import {
  isSealingKey,
  newSealingKey,
  openSession,
  sealSession,
} from '../../src/store/session-seal.ts';
import { exampleSession, hoursFromTestTime, revealed } from './session-store.contract.ts';

const key = 'a'.repeat(64) as SessionKey;
const sealingKey = newSealingKey();

test('a sealed session opens to what it was', () => {
  const sealed = sealSession(sealingKey, key, exampleSession());
  expect(revealed(openSession(sealingKey, key, sealed))).toEqual(revealed(exampleSession()));
});

test('nothing of the secrets can be read in it', () => {
  const { sealed, ...known } = sealSession(sealingKey, key, exampleSession());
  const { secretAccessKey: _secret, sessionToken: _token, ...expected } = exampleSession();
  expect(known).toEqual(expected);
  expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('canary');
});

test('the same session is never sealed twice in the same way', () => {
  const once = sealSession(sealingKey, key, exampleSession());
  expect(sealSession(sealingKey, key, exampleSession()).sealed).not.toBe(once.sealed);
});

test('a key to seal with is 32 bytes, as a new one is', () => {
  const ofBytes = (count: number) => new Secret(Buffer.alloc(count, 7).toString('base64'));
  expect(isSealingKey(newSealingKey())).toBe(true);
  expect([31, 32, 33].map((count) => isSealingKey(ofBytes(count)))).toEqual([false, true, false]);
  expect(isSealingKey(new Secret('a passphrase'))).toBe(false);
});

describe('does not open', () => {
  const sealed = () => sealSession(sealingKey, key, exampleSession());

  test('with another key', () => {
    expect(openSession(newSealingKey(), key, sealed())).toBeUndefined();
  });

  test('in the place of another session', () => {
    expect(openSession(sealingKey, 'b'.repeat(64) as SessionKey, sealed())).toBeUndefined();
  });

  test.for<[string, (sealed: string) => Partial<SealedSession>]>([
    ['whose key id', () => ({ accessKeyId: 'ASIAOTHER00000000000' })],
    ['whose account', () => ({ accountId: '210987654321' })],
    ['whose end', () => ({ expiration: hoursFromTestTime(36) })],
    ['whose beginning', () => ({ issuedAt: hoursFromTestTime(1) })],
    ['whose seal', (text) => ({ sealed: `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}` })],
    ['all of whose seal but its beginning', (text) => ({ sealed: text.slice(0, 30) })],
  ])('one %s was changed', ([, change]) => {
    const session = sealed();
    const changed = { ...session, ...change(session.sealed) };
    expect(openSession(sealingKey, key, changed)).toBeUndefined();
  });
});
