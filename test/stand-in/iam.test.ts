import { GetUserCommand, ListMFADevicesCommand } from '@aws-sdk/client-iam';
import {
  AssumeRoleCommand,
  GetSessionTokenCommand,
  type GetSessionTokenCommandInput,
} from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { errorOf, iam, keysOf, sts } from './clients.ts';
import {
  alice,
  bob,
  bobsPhone,
  carol,
  exampleWorld,
  jump,
  phone,
  role,
  securityKey,
  token,
} from './example-world.ts';
import { startStandIn, type StandIn } from './server.ts';

let standIn: StandIn;
beforeAll(async () => (standIn = await startStandIn(exampleWorld)));
afterEach(() => standIn.reset());
afterAll(() => standIn.close());

async function serials(keys: typeof alice, userName?: string) {
  const input = userName === undefined ? {} : { UserName: userName };
  const { MFADevices } = await iam(standIn, keys).send(new ListMFADevicesCommand(input));
  return MFADevices?.map((device) => device.SerialNumber);
}

async function session(input: GetSessionTokenCommandInput = {}) {
  const answer = await sts(standIn, alice).send(new GetSessionTokenCommand(input));
  return keysOf(answer.Credentials);
}

function denied(user: string, on: string) {
  return (
    `403 AccessDenied: User: arn:aws:iam::${jump}:user/${user} is not authorized to perform: iam:ListMFADevices ` +
    `on resource: arn:aws:iam::${jump}:user/${on} because no identity-based policy allows the iam:ListMFADevices action`
  );
}

test('all kinds of devices are listed, security keys included', async () => {
  expect(await serials(alice)).toEqual([phone, token, securityKey]);
  expect(await serials(alice, 'alice')).toEqual([phone, token, securityKey]);
});

test('with full permission the devices of others are listed, too', async () => {
  expect(await serials(alice, 'bob')).toEqual([bobsPhone]);
});

test('nobody can be listed who does not exist', async () => {
  expect(await errorOf(serials(alice, 'nobody'))).toBe(
    '404 NoSuchEntityException: The user with name nobody cannot be found.',
  );
});

test('a permission for oneself needs the own name of the user in the request', async () => {
  expect(await serials(bob, 'bob')).toEqual([bobsPhone]);
  expect(await errorOf(serials(bob))).toBe(denied('bob', ''));
  expect(await errorOf(serials(bob, 'alice'))).toBe(denied('bob', 'alice'));
});

test('without a permission nothing is listed', async () => {
  expect(await errorOf(serials(carol))).toBe(denied('carol', ''));
  expect(await errorOf(serials(carol, 'carol'))).toBe(denied('carol', 'carol'));
});

test('IAM knows a session only if it was opened with a code', async () => {
  expect(await errorOf(serials(await session()))).toBe(
    '403 InvalidClientTokenId: The security token included in the request is invalid.',
  );
  const code = { SerialNumber: phone, TokenCode: standIn.device(phone).next() };
  expect(await serials(await session(code))).toHaveLength(3);
});

test('a user can ask who they are', async () => {
  const { User } = await iam(standIn, alice).send(new GetUserCommand({}));
  expect(User).toMatchObject({
    UserName: 'alice',
    Path: '/staff/',
    Arn: `arn:aws:iam::${jump}:user/staff/alice`,
  });
});

test('a role is no user', async () => {
  const command = new AssumeRoleCommand({ RoleArn: role.open, RoleSessionName: 'tests' });
  const keys = keysOf((await sts(standIn, alice).send(command)).Credentials);
  expect(await errorOf(iam(standIn, keys).send(new GetUserCommand({})))).toBe(
    '400 ValidationError: Must specify userName when calling with non-User credentials',
  );
});
