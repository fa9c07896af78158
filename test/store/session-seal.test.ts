import { describe, expect, test } from 'vitest';
import type { SessionKey } from '../../src/plan/model/plan.ts';
import { newSealingKey, openSession, sealSession } from '../../src/store/session-seal.ts';
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

describe('does not open', () => {
  const sealed = sealSession(sealingKey, key, exampleSession());

  test('with another key', () => {
    expect(openSession(newSealingKey(), key, sealed)).toBeUndefined();
  });

  test('in the place of another session', () => {
    expect(openSession(sealingKey, 'b'.repeat(64) as SessionKey, sealed)).toBeUndefined();
  });

  test.each([
    ['whose key id', { accessKeyId: 'ASIAOTHER00000000000' }],
    ['whose account', { accountId: '210987654321' }],
    ['whose end', { expiration: hoursFromTestTime(36) }],
    ['whose beginning', { issuedAt: hoursFromTestTime(1) }],
    [
      'whose seal',
      { sealed: `${sealed.sealed.startsWith('A') ? 'B' : 'A'}${sealed.sealed.slice(1)}` },
    ],
    ['all of whose seal but its beginning', { sealed: sealed.sealed.slice(0, 30) }],
  ])('one %s was changed', (_, change) => {
    expect(openSession(sealingKey, key, { ...sealed, ...change })).toBeUndefined();
  });
});
