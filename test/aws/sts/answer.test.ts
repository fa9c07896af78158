import { expect, test } from 'vitest';
import { readSession } from '../../../src/aws/sts/answer.ts';

const issuedAt = new Date('2030-01-01T00:00:00Z');

function expirationOf(told: string): string {
  const answered = {
    AccessKeyId: 'ASIAEXAMPLE',
    SecretAccessKey: 'secret',
    SessionToken: 'token',
    Expiration: new Date(told),
  };
  return readSession(answered, issuedAt, 3600).expiration.toISOString();
}

test.each([
  ['a second after it was asked to, as it does when the call took one', '2030-01-01T01:00:01.000Z'],
  ['earlier than it was asked to', '2030-01-01T00:30:00.000Z'],
])('a session that ends %s ends when AWS says', (_when, told) => {
  expect(expirationOf(told)).toBe(told);
});

test('a session that seems to live longer than it was asked to ends by our own clock', () => {
  expect(expirationOf('2030-01-01T03:00:00Z')).toBe('2030-01-01T01:00:00.000Z');
});
