import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { errorOf, sts } from './clients.ts';
import { alice, bob, exampleWorld, phone, role } from './example-world.ts';
import { startStandIn, type StandIn } from './server.ts';

let standIn: StandIn;
beforeAll(async () => (standIn = await startStandIn(exampleWorld)));
afterEach(() => standIn.reset());
afterAll(() => standIn.close());

const whoAmI = () => new GetCallerIdentityCommand({});
const open = () => new AssumeRoleCommand({ RoleArn: role.open, RoleSessionName: 'tests' });
const ask = () => sts(standIn, alice).send(whoAmI());

test('a fault hits as many calls as it was told to, and then no more', async () => {
  standIn.fault({
    kind: 'error',
    status: 503,
    code: 'ServiceUnavailable',
    message: 'no',
    times: 2,
  });
  expect(await errorOf(ask())).toBe('503 ServiceUnavailable: no');
  expect(await errorOf(ask())).toBe('503 ServiceUnavailable: no');
  await ask();
  expect(standIn.calls.map((call) => call.status)).toEqual([503, 503, 200]);
});

test('a fault without a number lasts until it is taken back', async () => {
  const takeBack = standIn.fault({ kind: 'throttled' });
  for (let count = 0; count < 3; count += 1)
    expect(await errorOf(ask())).toBe('400 Throttling: Rate exceeded');
  takeBack();
  await ask();
});

test('a fault hits only the action and the calls it is meant for', async () => {
  standIn.fault({ action: 'AssumeRole', kind: 'throttled' });
  standIn.fault({ kind: 'reset', where: (call) => call.accessKeyId === bob.accessKeyId });
  await ask();
  expect(await errorOf(sts(standIn, alice).send(open()))).toContain('Throttling');
  expect(await errorOf(sts(standIn, bob).send(whoAmI()))).toContain('ECONNRESET');
});

test('faults queue up', async () => {
  standIn.fault({ kind: 'error', status: 500, code: 'InternalFailure', times: 1 });
  standIn.fault({ kind: 'error', status: 429, code: 'TooManyRequests', times: 1 });
  expect(await errorOf(ask())).toContain('500 InternalFailure');
  expect(await errorOf(ask())).toContain('429 TooManyRequests');
  await ask();
});

test('a fault before the action leaves the code unspent; one after it does not', async () => {
  const { endpoint } = standIn;
  const client = new STSClient({
    endpoint,
    region: 'eu-west-1',
    credentials: alice,
    maxAttempts: 1,
  });
  const input = { SerialNumber: phone, TokenCode: standIn.device(phone).next() };
  const attempt = () => errorOf(client.send(new GetSessionTokenCommand(input)));
  standIn.fault({ kind: 'reset', times: 1 });
  expect(await attempt()).toContain('ECONNRESET');
  standIn.fault({ kind: 'reset', when: 'after', times: 1 });
  const issued = standIn.issuedSecrets.length;
  expect(await attempt()).toContain('ECONNRESET');
  expect(standIn.issuedSecrets.length).toBe(issued + 2);
  expect(await attempt()).toContain('invalid MFA one time pass code');
});

test('a truncated body ends with its connection', async () => {
  standIn.fault({ kind: 'truncated' });
  expect(await errorOf(ask())).toContain('200 Error: aborted');
});

test('malformed XML is not understood', async () => {
  standIn.fault({ kind: 'malformed-xml' });
  expect(await errorOf(ask())).toContain('XML parse error');
});

test('a page of a captive portal is HTML', async () => {
  standIn.fault({ kind: 'html' });
  const response = await fetch(standIn.endpoint, { method: 'POST', body: '' });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/html');
  expect(await response.text()).toMatch(/^<!DOCTYPE html>/);
});

test('an expiration may lie in the past', async () => {
  standIn.fault({ kind: 'expired' });
  const { Credentials } = await sts(standIn, alice).send(open());
  expect(Credentials?.Expiration?.getTime()).toBeLessThan(Date.now());
  expect(Credentials?.AccessKeyId).toMatch(/^ASIA/);
});

test('a field may be missing', async () => {
  standIn.fault({ kind: 'without-field', field: 'SessionToken' });
  const { Credentials, AssumedRoleUser } = await sts(standIn, alice).send(open());
  expect(Credentials?.SessionToken).toBeUndefined();
  expect(Credentials?.SecretAccessKey).toBeDefined();
  expect(AssumedRoleUser?.Arn).toContain('assumed-role/open');
});

test.each(['before', 'after'] as const)('a slow call (%s) is answered in the end', async (when) => {
  standIn.fault({ kind: 'slow', milliseconds: 50, when });
  const started = performance.now();
  await ask();
  expect(performance.now() - started).toBeGreaterThanOrEqual(49);
});

test('a call that hangs is never answered', async () => {
  standIn.fault({ kind: 'hang' });
  const abort = new AbortController();
  const attempt = sts(standIn, alice).send(whoAmI(), { abortSignal: abort.signal });
  const door = standIn.hold('AssumeRole');
  const other = sts(standIn, alice).send(open(), { abortSignal: abort.signal });
  await door.arrived;
  abort.abort();
  expect(await errorOf(attempt)).toContain('AbortError');
  expect(await errorOf(other)).toContain('AbortError');
});

test('a call is held until it is released', async () => {
  const held = standIn.hold('GetCallerIdentity');
  const attempt = ask();
  expect(await held.arrived).toMatchObject({ action: 'GetCallerIdentity', status: undefined });
  await sts(standIn, alice).send(open());
  expect(standIn.calls.map((call) => call.status)).toEqual([undefined, 200]);
  held.release();
  await attempt;
  await ask();
  expect(standIn.count('GetCallerIdentity')).toBe(2);
});

test('a call that is held after it was carried out has already taken effect', async () => {
  const issued = standIn.issuedSecrets.length;
  const held = standIn.hold('AssumeRole', { when: 'after' });
  const attempt = sts(standIn, alice).send(open());
  await held.arrived;
  expect(standIn.issuedSecrets.length).toBe(issued + 2);
  held.release();
  await attempt;
});
