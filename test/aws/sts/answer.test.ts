import { expect, test } from 'vitest';
import { readSession } from '../../../src/aws/sts/answer.ts';

const issuedAt = new Date('2030-01-01T00:00:00Z');

function expirationOf(told: string): string {
  const answered = {
    AccessKeyId: 'ASIAEXAMPLEEXAMPLE01',
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

const answered = {
  AccessKeyId: 'ASIAEXAMPLEEXAMPLE01',
  SecretAccessKey: 'secret',
  SessionToken: 'token',
  Expiration: new Date('2030-01-01T01:00:00Z'),
};

test.for<[string, object]>([
  ['an id that is a page', { AccessKeyId: '<html>sign in here</html>' }],
  ['an id with control characters', { AccessKeyId: 'ASIAEXAMPLEEXAMPLE01\u001b[2J' }],
  ['a secret in place of the id', { AccessKeyId: 'wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY12' }],
  ['a secret with a line break', { SecretAccessKey: 'sec\nret' }],
  ['a token with a blank', { SessionToken: 'to ken' }],
  ['an expiration that is no date', { Expiration: new Date('soon') }],
])('credentials with %s are not from AWS', ([, change]) => {
  expect(() => readSession({ ...answered, ...change }, issuedAt, 3600)).toThrow(
    'AWS returned no credentials',
  );
});
