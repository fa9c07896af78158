import { expect, test } from 'vitest';
import { decodeBase32, encodeBase32, totp } from './totp.ts';

const seed = Buffer.from('12345678901234567890');

test.each([
  [59, '94287082'],
  [1_111_111_109, '07081804'],
  [1_111_111_111, '14050471'],
  [1_234_567_890, '89005924'],
  [2_000_000_000, '69279037'],
  [20_000_000_000, '65353130'],
])('at %i s a device shows what RFC 6238, appendix B, says', (seconds, code) => {
  expect(totp(seed, new Date(seconds * 1000), 8)).toBe(code);
});

test('a code has six digits, leading zeros included', () => {
  expect(totp(seed, new Date(1_111_111_109_000))).toBe('081804');
  expect(totp(seed, new Date(1_234_567_890_000))).toBe('005924');
});

test('a seed may be copied with spaces, in lower case, with padding', () => {
  expect(decodeBase32('gezd gnbv gy3t qojq gezd gnbv gy3t qojq==')).toEqual(seed);
});

test('a seed that is not base32 is an error', () => {
  expect(() => decodeBase32('GEZ1')).toThrow('"1" is not base32');
});

test.each([
  ['f', 'MY'],
  ['fo', 'MZXQ'],
  ['foo', 'MZXW6'],
  ['foob', 'MZXW6YQ'],
  ['fooba', 'MZXW6YTB'],
  ['foobar', 'MZXW6YTBOI'],
])('"%s" is written as RFC 4648, §10, says', (text, encoded) => {
  expect(encodeBase32(Buffer.from(text))).toBe(encoded);
  expect(decodeBase32(encoded).toString()).toBe(text);
});
