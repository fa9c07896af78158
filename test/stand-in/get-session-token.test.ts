import {
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  type GetSessionTokenCommandInput,
} from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { errorOf, keysOf, sts } from './clients.ts';
import { alice, bobsPhone, exampleWorld, phone, securityKey, token } from './example-world.ts';
import { startStandIn, type StandIn } from './server.ts';

let standIn: StandIn;
beforeAll(async () => (standIn = await startStandIn(exampleWorld)));
afterEach(() => standIn.reset());
afterAll(() => standIn.close());

function getSessionToken(input: GetSessionTokenCommandInput = {}, keys: typeof alice = alice) {
  return sts(standIn, keys).send(new GetSessionTokenCommand(input));
}

function withCode(serial: string, tokenCode = standIn.device(serial).next()) {
  return { SerialNumber: serial, TokenCode: tokenCode };
}

const wrongCode =
  '403 AccessDenied: MultiFactorAuthentication failed with invalid MFA one time pass code. ';
const unknownDevice =
  '403 AccessDenied: MultiFactorAuthentication failed, unable to validate MFA code.  ' +
  'Please verify your MFA serial number is valid and associated with this user.';
const halfMfa =
  '403 AccessDenied: MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.';

test.each([
  ['a virtual device', phone],
  ['a hardware token', token],
])('a code of %s opens a session', async (_, serial) => {
  const { Credentials } = await getSessionToken(withCode(serial));
  expect(Credentials?.AccessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
  expect(Credentials?.SecretAccessKey).toHaveLength(40);
  expect(Credentials?.SessionToken).toMatch(/^[\w+/=]{400,}$/);
});

test('a session without MFA can be had, as at AWS', async () => {
  const { Credentials } = await getSessionToken();
  await sts(standIn, keysOf(Credentials)).send(new GetCallerIdentityCommand({}));
});

test.each([
  [undefined, 43_200],
  [900, 900],
  [129_600, 129_600],
])('with a duration of %s, a session lasts %i s from now', async (durationSeconds, expected) => {
  const before = Date.now();
  const { Credentials } = await getSessionToken(
    durationSeconds === undefined ? {} : { DurationSeconds: durationSeconds },
  );
  const end = Credentials?.Expiration?.getTime() ?? 0;
  expect(end).toBeGreaterThan(before + (expected - 1) * 1000);
  expect(end).toBeLessThanOrEqual(Date.now() + expected * 1000);
});

test('fresh codes from next() do not move expirations', async () => {
  for (let count = 0; count < 5; count += 1) await getSessionToken(withCode(phone));
  const { Credentials } = await getSessionToken({ ...withCode(phone), DurationSeconds: 900 });
  expect(Credentials?.Expiration?.getTime()).toBeLessThanOrEqual(Date.now() + 900_000);
});

test.each([
  [899, 'greater than or equal to 900'],
  [129_601, 'less than or equal to 129600'],
])('a duration of %i is invalid', async (duration, constraint) => {
  expect(await errorOf(getSessionToken({ DurationSeconds: duration }))).toBe(
    `400 ValidationError: 1 validation error detected: Value '${duration}' at 'durationSeconds' ` +
      `failed to satisfy constraint: Member must have value ${constraint}`,
  );
});

test('a session cannot open another', async () => {
  const { Credentials } = await getSessionToken(withCode(phone));
  expect(await errorOf(getSessionToken({}, keysOf(Credentials)))).toBe(
    '403 AccessDenied: Cannot call GetSessionToken with session credentials',
  );
});

test('a wrong code is refused', async () => {
  const code = standIn.device(phone).wrongCode();
  expect(await errorOf(getSessionToken(withCode(phone, code)))).toBe(wrongCode);
});

test('a code is refused the second time', async () => {
  const input = withCode(phone);
  await getSessionToken(input);
  expect(await errorOf(getSessionToken(input))).toBe(wrongCode);
});

test('of two requests with the same code one is refused', async () => {
  const input = withCode(phone);
  const both = await Promise.allSettled([getSessionToken(input), getSessionToken(input)]);
  expect(both.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('an old code is refused', async () => {
  const input = withCode(phone);
  standIn.clock.advance(120);
  expect(await errorOf(getSessionToken(input))).toBe(wrongCode);
});

test.each([
  ['unknown', () => 'arn:aws:iam::111111111111:mfa/nobody'],
  ["another user's", () => bobsPhone],
  ["a security key's", () => securityKey],
])('a serial that is %s cannot be validated', async (_, serial) => {
  const input = { SerialNumber: serial(), TokenCode: standIn.device(phone).next() };
  expect(await errorOf(getSessionToken(input))).toBe(unknownDevice);
});

test('a serial without a code, or a code without a serial, is half of what is needed', async () => {
  expect(await errorOf(getSessionToken({ SerialNumber: phone }))).toBe(halfMfa);
  expect(await errorOf(getSessionToken({ TokenCode: '123456' }))).toBe(halfMfa);
});

test.each([
  ['12345', 'length greater than or equal to 6'],
  ['1234567', 'length less than or equal to 6'],
])('the code %s is invalid', async (code, constraint) => {
  expect(await errorOf(getSessionToken(withCode(phone, code)))).toBe(
    `400 ValidationError: 1 validation error detected: Value '${code}' at 'tokenCode' ` +
      `failed to satisfy constraint: Member must have ${constraint}`,
  );
});

test('all that is invalid is reported at once', async () => {
  const input = { ...withCode(phone, '12345x7'), DurationSeconds: 1 };
  expect(await errorOf(getSessionToken(input))).toMatch(
    /^400 ValidationError: 3 validation errors detected: Value '1' at 'durationSeconds' .*; Value '12345x7' at 'tokenCode' .*; Value '12345x7' at 'tokenCode' .* pattern: \[\\d\]\*$/,
  );
});

test('an invalid request spends no code', async () => {
  const input = withCode(phone);
  await errorOf(getSessionToken({ ...input, DurationSeconds: 1 }));
  await getSessionToken(input);
});
