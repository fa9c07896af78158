import { expect, test } from 'vitest';
import { describeCodeRequest } from '../../src/mfa/text/code-request-text.ts';

const request = { mfaSerial: 'GAHT12345678', profile: 'prod' };

test('a person who started awsmfa reads the profile and the device', () => {
  expect(describeCodeRequest(request, undefined, undefined)).toEqual([
    'awsmfa: an MFA code is needed for profile "prod"',
    'MFA code for GAHT12345678',
  ]);
});

test('a rejected code comes with the time until the next one, where that is known', () => {
  const rejected = { ...request, rejected: 'invalid MFA one time pass code' };
  const reason = 'AWS rejected the code, and a code works only once: wait';
  expect(describeCodeRequest(rejected, 'aws', undefined)[1]).toBe(`${reason} for the next one`);
  expect(describeCodeRequest(rejected, 'aws', 7)[1]).toBe(`${reason} 7 s for the next one`);
});

test('whoever is asked for a code that will be needed again reads why', () => {
  const notKept = 'the disk is full\u001b[2J';
  expect(describeCodeRequest({ ...request, notKept }, 'aws', undefined)[1]).toBe(
    String.raw`the session cannot be kept, so a code will be needed again: the disk is full\x1b[2J`,
  );
});
