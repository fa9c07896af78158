import { expect, test } from 'vitest';
import { parseExpiration } from '../../src/config/key-expiration.ts';

test.each([
  // saml2aws
  ['2020-05-01T12:00:00+02:00', '2020-05-01T10:00:00.000Z'],
  ['2020-05-01T12:00:00Z', '2020-05-01T12:00:00.000Z'],
  ['2020-05-01T12:00:00.123456+00:00', '2020-05-01T12:00:00.123Z'],
  ['2020-05-01 12:00:00 +0200 CEST', '2020-05-01T10:00:00.000Z'],
  ['2020-05-01 12:00 UTC', '2020-05-01T12:00:00.000Z'],
])('a time with its zone is that time: %s', (text, iso) => {
  expect(parseExpiration(text)?.toISOString()).toBe(iso);
});

test('a time without a zone is the later of what it may be: UTC or local time', () => {
  const [text, readings] = ['2020-05-01 12:00:00', ['2020-05-01T12:00:00', '2020-05-01T12:00:00Z']];
  const latest = Math.max(...readings.map((reading) => Date.parse(reading)));
  expect(parseExpiration(text)?.getTime()).toBe(latest);
});

test.each(['', '3600', '1588334400', 'soon', '2020-05-01', '2020-13-41T12:00:00Z', '12:00:00'])(
  'what is no time says nothing: %j',
  (text) => {
    expect(parseExpiration(text)).toBeUndefined();
  },
);
