import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  type AssumeRoleCommandInput,
} from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { errorOf, keysOf, sts } from './clients.ts';
import {
  alice,
  bob,
  carol,
  carolsPhone,
  exampleWorld,
  jump,
  li,
  phone,
  role,
  target,
} from './example-world.ts';
import { startStandIn, type StandIn } from './server.ts';

let standIn: StandIn;
beforeAll(async () => (standIn = await startStandIn(exampleWorld)));
afterEach(() => standIn.reset());
afterAll(() => standIn.close());

type Keys = typeof alice;
type Input = Partial<AssumeRoleCommandInput>;

function assume(roleArn: string, input: Input = {}, keys: Keys = alice, region = 'eu-west-1') {
  const command = new AssumeRoleCommand({ RoleArn: roleArn, RoleSessionName: 'tests', ...input });
  return sts(standIn, keys, region).send(command);
}

async function into(roleArn: string, input: Input = {}, keys: Keys = alice) {
  return keysOf((await assume(roleArn, input, keys)).Credentials);
}

async function mfaSession(keys: Keys = alice, serial = phone) {
  const command = new GetSessionTokenCommand(withCode(serial));
  return keysOf((await sts(standIn, keys).send(command)).Credentials);
}

function withCode(serial = phone) {
  return { SerialNumber: serial, TokenCode: standIn.device(serial).next() };
}

function denied(arn: string, roleArn: string) {
  return (
    `403 AccessDenied: User: ${arn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn} ` +
    'because no resource-based policy allows the sts:AssumeRole action'
  );
}

const aliceArn = `arn:aws:iam::${jump}:user/staff/alice`;
const chained =
  '400 ValidationError: The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.';
const tooLong =
  '400 ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.';

test('a role opens to an account that it trusts', async () => {
  const answer = await assume(role.open);
  const { AssumedRoleUser, Credentials } = answer;
  const arn = `arn:aws:sts::${target}:assumed-role/open/tests`;
  expect(AssumedRoleUser?.Arn).toBe(arn);
  expect(AssumedRoleUser?.AssumedRoleId).toMatch(/^AROA[A-Z2-7]{17}:tests$/);
  expect(answer).not.toHaveProperty('PackedPolicySize');
  const { Arn } = await sts(standIn, keysOf(Credentials)).send(new GetCallerIdentityCommand({}));
  expect(Arn).toBe(arn);
});

test('a role session lasts an hour, if nothing else is asked for', async () => {
  const { Credentials } = await assume(role.long);
  const left = (Credentials?.Expiration?.getTime() ?? 0) - Date.now();
  expect(left).toBeGreaterThan(3_590_000);
  expect(left).toBeLessThanOrEqual(3_600_000);
});

test('the path of a role is not in the ARN of its sessions', async () => {
  const { AssumedRoleUser } = await assume(role.mfa, {}, await mfaSession());
  expect(AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${target}:assumed-role/needs-mfa/tests`);
});

test('a role of another partition opens there', async () => {
  const { AssumedRoleUser } = await assume(role.china, {}, li, 'cn-north-1');
  expect(AssumedRoleUser?.Arn).toBe('arn:aws-cn:sts::333333333333:assumed-role/admin/tests');
});

test('a role that is missing and one that does not trust the caller sound alike', async () => {
  const missing = `arn:aws:iam::${target}:role/missing`;
  expect(await errorOf(assume(missing))).toBe(denied(aliceArn, missing));
  expect(await errorOf(assume(role.bobOnly))).toBe(denied(aliceArn, role.bobOnly));
  expect(await errorOf(assume(role.china))).toBe(denied(aliceArn, role.china));
});

test('a role may trust a single user', async () => {
  await assume(role.bobOnly, {}, bob);
});

test('an external id has to be the agreed one', async () => {
  await assume(role.external, { ExternalId: 'agreed/id:1' });
  const refused = denied(aliceArn, role.external);
  expect(await errorOf(assume(role.external))).toBe(refused);
  expect(await errorOf(assume(role.external, { ExternalId: 'another' }))).toBe(refused);
});

test('without MFA a role that requires it stays shut', async () => {
  expect(await errorOf(assume(role.mfa))).toBe(denied(aliceArn, role.mfa));
  const { Credentials } = await sts(standIn, alice).send(new GetSessionTokenCommand({}));
  const refused = await errorOf(assume(role.mfa, {}, keysOf(Credentials)));
  expect(refused).toBe(denied(aliceArn, role.mfa));
});

test('a code on the call itself satisfies a role that requires MFA', async () => {
  await assume(role.mfa, withCode());
  await assume(role.freshMfa, withCode());
});

test('the MFA of a session satisfies a role that requires it', async () => {
  await assume(role.mfa, {}, await mfaSession());
});

test('the age of MFA counts from the session, not from the role', async () => {
  const session = await mfaSession();
  standIn.clock.advance(3590);
  await assume(role.freshMfa, {}, session);
  standIn.clock.advance(20);
  const refused = await errorOf(assume(role.freshMfa, {}, session));
  expect(refused).toBe(denied(aliceArn, role.freshMfa));
  await assume(role.mfa, {}, session);
});

test('MFA does not travel through a role', async () => {
  const first = await into(role.mfa, withCode());
  await assume(role.second, {}, first);
  const arn = `arn:aws:sts::${target}:assumed-role/needs-mfa/tests`;
  expect(await errorOf(assume(role.secondMfa, {}, first))).toBe(denied(arn, role.secondMfa));
});

test('a code is no good with temporary credentials', async () => {
  const error = await errorOf(assume(role.mfa, withCode(), await mfaSession()));
  expect(error).toContain('403 AccessDenied: MultiFactorAuthentication failed, unable to validate');
});

test('a code is spent, even if the role stays shut', async () => {
  const input = withCode();
  expect(await errorOf(assume(role.bobOnly, input))).toBe(denied(aliceArn, role.bobOnly));
  expect(await errorOf(assume(role.mfa, input))).toBe(
    '403 AccessDenied: MultiFactorAuthentication failed with invalid MFA one time pass code. ',
  );
});

test('"deny all without MFA" leaves only the way through a session', async () => {
  const refused =
    `403 AccessDenied: User: arn:aws:iam::${jump}:user/carol is not authorized to perform: sts:AssumeRole ` +
    `on resource: ${role.mfa} with an explicit deny in an identity-based policy`;
  expect(await errorOf(assume(role.mfa, withCode(carolsPhone), carol))).toBe(refused);
  await assume(role.mfa, {}, await mfaSession(carol, carolsPhone));
});

test('a long-term key may ask for as long as the role allows', async () => {
  await assume(role.long, { DurationSeconds: 43_200 });
  await assume(role.open, { DurationSeconds: 3600 });
  expect(await errorOf(assume(role.open, { DurationSeconds: 3601 }))).toBe(tooLong);
});

test('every temporary signer is capped at an hour, an MFA session included', async () => {
  const session = await mfaSession();
  await assume(role.long, { DurationSeconds: 3600 }, session);
  expect(await errorOf(assume(role.long, { DurationSeconds: 3601 }, session))).toBe(chained);
  const first = await into(role.open);
  await assume(role.long, { DurationSeconds: 3600 }, first);
  expect(await errorOf(assume(role.long, { DurationSeconds: 3601 }, first))).toBe(chained);
});

test('a source identity stays for the whole chain', async () => {
  const first = await into(role.mfa, { ...withCode(), SourceIdentity: 'alice' });
  const { SourceIdentity } = await assume(role.second, {}, first);
  expect(SourceIdentity).toBe('alice');
  const error = await errorOf(assume(role.second, { SourceIdentity: 'bob' }, first));
  expect(error).toContain('is not authorized to perform: sts:SetSourceIdentity');
});
