import { describe, expect, test } from 'vitest';
import { isSession, type Credentials } from '../../src/ground/credentials.ts';
import { parseProcessAnswer } from '../../src/keys/process-answer.ts';

const now = new Date('2030-01-01T12:00:00Z');
const key = { Version: 1, AccessKeyId: 'AKIA', SecretAccessKey: 'secret' };
const session = { ...key, AccessKeyId: 'ASIA', SessionToken: 'token' };

function parse(answer: unknown): Credentials {
  const parsed = parseProcessAnswer(JSON.stringify(answer), now);
  if (typeof parsed === 'string') throw new Error(parsed);
  return parsed;
}

function complaint(answer: unknown): unknown {
  return parseProcessAnswer(typeof answer === 'string' ? answer : JSON.stringify(answer), now);
}

describe('what a credential_process prints', () => {
  test('may be a long-term key', () => {
    const parsed = parse(key);
    expect([parsed.accessKeyId, parsed.secretAccessKey.reveal()]).toEqual(['AKIA', 'secret']);
    expect(isSession(parsed)).toBe(false);
  });

  test('may be a session, with or without an expiration', () => {
    expect(parse({ ...session, Expiration: '2030-01-01T13:00:00Z' })).toMatchObject({
      expiration: new Date('2030-01-01T13:00:00Z'),
    });
    expect(parse(session)).not.toHaveProperty('expiration');
  });

  test('may name the account, and hold other fields', () => {
    expect(parse({ ...key, AccountId: '123456789012', More: [1] })).toMatchObject({
      accountId: '123456789012',
    });
  });

  test.for<[unknown, string]>([
    ['', 'not a JSON object'],
    ['null', 'not a JSON object'],
    ['{"Version": 1', 'not a JSON object'],
    [[key], 'not a JSON object'],
    [{ ...key, Version: '1' }, '`Version` is not the number 1'],
    [{ ...key, Version: 2 }, '`Version` is not the number 1'],
    [{ ...key, AccessKeyId: '' }, '`AccessKeyId` is missing'],
    [{ ...key, SecretAccessKey: 7 }, '`SecretAccessKey` is missing'],
    [
      { ...key, AccessKeyId: 'jane/secret+jane/secret+jane/secret+jan1' },
      '`AccessKeyId` is not an access key id',
    ],
    [{ ...session, Expiration: 'tomorrow' }, '`Expiration` is not a date'],
    [
      { ...session, Expiration: '2030-01-01T12:00:00Z' },
      'the credentials expired at 2030-01-01T12:00:00.000Z',
    ],
  ])('cannot be %j: %s', ([answer, what]) => {
    expect(complaint(answer)).toBe(what);
  });
});
