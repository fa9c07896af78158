import { afterEach, expect, test, vi } from 'vitest';
import { parseExpiration } from '../../src/config/key-expiration.ts';

afterEach(() => void vi.unstubAllEnvs());

test.each([
  // saml2aws
  ['2020-05-01T12:00:00+02:00', '2020-05-01T10:00:00.000Z'],
  ['2020-05-01T12:00:00Z', '2020-05-01T12:00:00.000Z'],
  ['2020-05-01T12:00:00.123456+00:00', '2020-05-01T12:00:00.123Z'],
  ['2020-05-01 12:00:00 +0200 CEST', '2020-05-01T10:00:00.000Z'],
  ['2020-05-01 12:00 UTC', '2020-05-01T12:00:00.000Z'],
  [' 2020-05-01t12:00:00z ', '2020-05-01T12:00:00.000Z'],
])('a time with its zone is that time: %s', (text, iso) => {
  vi.stubEnv('TZ', 'America/New_York');
  expect(parseExpiration(text)?.toISOString()).toBe(iso);
});

test.each([
  ['America/New_York', '2020-05-01T16:00:00.000Z'],
  ['Asia/Tokyo', '2020-05-01T12:00:00.000Z'],
])(
  'a time without a zone is the later of what it may be, UTC or local time: in %s',
  (zone, iso) => {
    vi.stubEnv('TZ', zone);
    expect(parseExpiration('2020-05-01 12:00:00')?.toISOString()).toBe(iso);
  },
);

test.each([
  '',
  '3600',
  '1588334400',
  'soon',
  '2020-05-01',
  '2020-13-41T12:00:00Z',
  '12:00:00',
  'until 2020-05-01T12:00:00Z',
  '2020-05-01T12:00:00Z or so',
])('what is no time says nothing: %j', (text) => {
  expect(parseExpiration(text)).toBeUndefined();
});
