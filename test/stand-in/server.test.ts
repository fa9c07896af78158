import {
  AssumeRoleCommand,
  DecodeAuthorizationMessageCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
} from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { errorOf, iam, keysOf, sts } from './clients.ts';
import { alice, exampleWorld, jump, phone, role, target } from './example-world.ts';
import { GetUserCommand } from '@aws-sdk/client-iam';
import { startStandIn, type StandIn } from './server.ts';

let standIn: StandIn;
beforeAll(async () => (standIn = await startStandIn(exampleWorld)));
afterEach(() => standIn.reset());
afterAll(() => standIn.close());

const whoAmI = () => new GetCallerIdentityCommand({});
const open = () => new AssumeRoleCommand({ RoleArn: role.open, RoleSessionName: 'tests' });

test('answers look like those of AWS', async () => {
  const { $metadata } = await sts(standIn, alice).send(whoAmI());
  expect($metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
  const response = await fetch(standIn.endpoint, { method: 'POST', body: 'Version=2011-06-15' });
  expect(response.headers.get('content-type')).toBe('text/xml');
  expect(Date.parse(response.headers.get('date') ?? '')).toBeGreaterThan(Date.now() - 5000);
  const text = await response.text();
  expect(text).toMatch('<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">');
  expect(text).toContain('<Code>MissingAction</Code>');
});

test('an action that is not there is invalid', async () => {
  const command = new DecodeAuthorizationMessageCommand({ EncodedMessage: 'x' });
  expect(await errorOf(sts(standIn, alice).send(command))).toBe(
    '400 InvalidAction: Could not find operation DecodeAuthorizationMessage for version 2011-06-15',
  );
});

test.each([
  'Action=constructor&Version=2011-06-15',
  'Action=GetUser&Version=2011-06-15',
  'Action=GetUser',
])('no trick finds an action: %s', async (body) => {
  const response = await fetch(standIn.endpoint, { method: 'POST', body });
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('<Code>InvalidAction</Code>');
});

test('every call is recorded, the refused ones included', async () => {
  await sts(standIn, alice, 'eu-central-1').send(whoAmI());
  await errorOf(sts(standIn, { ...alice, secretAccessKey: 'wrong' }).send(open()));
  await iam(standIn, alice).send(new GetUserCommand({}));
  expect(standIn.calls).toMatchObject([
    {
      action: 'GetCallerIdentity',
      parameters: {},
      accessKeyId: alice.accessKeyId,
      region: 'eu-central-1',
      host: standIn.endpoint.slice('http://'.length),
      status: 200,
      errorCode: undefined,
    },
    {
      action: 'AssumeRole',
      parameters: { RoleArn: role.open, RoleSessionName: 'tests' },
      region: 'eu-west-1',
      status: 403,
      errorCode: 'SignatureDoesNotMatch',
    },
    { action: 'GetUser', region: 'us-east-1', status: 200 },
  ]);
  expect(standIn.count('AssumeRole')).toBe(1);
});

test('the record holds no signature and no session token', async () => {
  const { Credentials } = await sts(standIn, alice).send(open());
  await sts(standIn, keysOf(Credentials)).send(whoAmI());
  const text = JSON.stringify(standIn.calls);
  expect(text).not.toContain('Signature=');
  for (const secret of standIn.issuedSecrets) expect(text).not.toContain(secret);
  expect(standIn.calls[1]?.headers['user-agent']).toContain('aws-sdk-js');
});

test('every secret that was ever issued is known', async () => {
  const { Credentials } = await sts(standIn, alice).send(open());
  standIn.reset();
  expect(standIn.issuedSecrets).toContain(Credentials?.SecretAccessKey);
  expect(standIn.issuedSecrets).toContain(Credentials?.SessionToken);
  expect(standIn.issuedSecrets).not.toContain(alice.secretAccessKey);
});

test('a session that another service hands out signs here', async () => {
  const session = standIn.issueRoleSession(role.open, 'i-0123456789');
  const { Arn } = await sts(standIn, session).send(whoAmI());
  expect(Arn).toBe(`arn:aws:sts::${target}:assumed-role/open/i-0123456789`);
  expect(standIn.issuedSecrets).toContain(session.sessionToken);
});

test('reset() forgets calls, faults and the time, and keeps codes spent', async () => {
  const input = { SerialNumber: phone, TokenCode: standIn.device(phone).next() };
  await sts(standIn, alice).send(new GetSessionTokenCommand(input));
  standIn.fault({ kind: 'throttled' });
  standIn.clock.advance(3600);
  standIn.clock.skewSeconds = 3600;
  standIn.reset();
  expect(standIn.calls).toEqual([]);
  await sts(standIn, alice).send(whoAmI());
  const again = sts(standIn, alice).send(new GetSessionTokenCommand(input));
  expect(await errorOf(again)).toContain('invalid MFA one time pass code');
});

test('close() ends what is still waiting for an answer', async () => {
  const other = await startStandIn(exampleWorld);
  other.fault({ action: 'AssumeRole', kind: 'hang' });
  const held = other.hold('GetCallerIdentity');
  const hanging = errorOf(sts(other, alice).send(open()));
  const waiting = errorOf(sts(other, alice).send(whoAmI()));
  await held.arrived;
  await other.close();
  expect(await hanging).toMatch(/ECONNRESET|socket hang up|ECONNREFUSED/);
  expect(await waiting).toMatch(/ECONNRESET|socket hang up|ECONNREFUSED/);
});

test.each([
  [
    'an account that is not in it',
    { users: [{ account: '999999999999', userName: 'x', accessKeys: [] }] },
    'account "999999999999" is not in it',
  ],
  [
    'a key that two users have',
    {
      users: ['x', 'y'].map((userName) => ({ account: jump, userName, accessKeys: [alice] })),
    },
    `"${alice.accessKeyId}" is in it twice`,
  ],
  [
    'a role in the wrong partition',
    { roles: [{ arn: `arn:aws-cn:iam::${jump}:role/x`, trust: { principals: [] } }] },
    'is not in the partition of its account',
  ],
  [
    'a role that is none',
    { roles: [{ arn: `arn:aws:iam::${jump}:user/x`, trust: { principals: [] } }] },
    "is no role's ARN",
  ],
])('a world with %s is an error', async (_, part, message) => {
  const world = { accounts: exampleWorld.accounts, users: [], ...part };
  await expect(startStandIn(world)).rejects.toThrow(message);
});
