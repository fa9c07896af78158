import { AssumeRoleCommand, type AssumeRoleCommandInput } from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { errorOf, sts } from './clients.ts';
import { alice, exampleWorld, role } from './example-world.ts';
import { startStandIn, type StandIn } from './server.ts';

let standIn: StandIn;
beforeAll(async () => (standIn = await startStandIn(exampleWorld)));
afterEach(() => standIn.reset());
afterAll(() => standIn.close());

type Input = Partial<AssumeRoleCommandInput>;

function assume(input: Input) {
  const command = new AssumeRoleCommand({
    RoleArn: role.open,
    RoleSessionName: 'tests',
    ...input,
  });
  return sts(standIn, alice).send(command);
}

test.each<[string, Input, string]>([
  ['duration', { DurationSeconds: 899 }, `'899' at 'durationSeconds'`],
  ['duration', { DurationSeconds: 43_201 }, `'43201' at 'durationSeconds'`],
  ['session name', { RoleSessionName: 'x' }, `'x' at 'roleSessionName'`],
  ['session name', { RoleSessionName: 'a b' }, `'a b' at 'roleSessionName'`],
  ['session name', { RoleSessionName: 'n'.repeat(65) }, `'${'n'.repeat(65)}' at 'roleSessionName'`],
  ['session name', { RoleSessionName: undefined }, `null at 'roleSessionName'`],
  ['role ARN', { RoleArn: 'admin' }, `'admin' at 'roleArn'`],
  ['external id', { ExternalId: 'a b' }, `'a b' at 'externalId'`],
  ['source identity', { SourceIdentity: 'a/b' }, `'a/b' at 'sourceIdentity'`],
])('an invalid %s is reported', async (_, input, problem) => {
  expect(await errorOf(assume(input))).toContain(
    `400 ValidationError: 1 validation error detected: Value ${problem} failed to satisfy constraint: `,
  );
});

test('a policy has to be JSON', async () => {
  expect(await errorOf(assume({ Policy: '{"Version":' }))).toContain('400 MalformedPolicyDocument');
});

test('policies and tags are recorded, and their packed size is reported', async () => {
  const answer = await assume({
    Policy: '{"Version":"2012-10-17","Statement":[]}',
    PolicyArns: [{ arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess' }],
    Tags: [{ Key: 'team', Value: 'blue' }],
    TransitiveTagKeys: ['team'],
  });
  expect(answer).toHaveProperty('PackedPolicySize', 5);
  expect(standIn.calls[0]?.parameters).toEqual({
    RoleArn: role.open,
    RoleSessionName: 'tests',
    Policy: '{"Version":"2012-10-17","Statement":[]}',
    'PolicyArns.member.1.arn': 'arn:aws:iam::aws:policy/ReadOnlyAccess',
    'Tags.member.1.Key': 'team',
    'Tags.member.1.Value': 'blue',
    'TransitiveTagKeys.member.1': 'team',
  });
});

test('tag keys are not repeated, and only tags are transitive', async () => {
  const twice = [
    { Key: 'team', Value: 'blue' },
    { Key: 'Team', Value: 'red' },
  ];
  expect(await errorOf(assume({ Tags: twice }))).toContain('Duplicate tag keys');
  const error = await errorOf(assume({ TransitiveTagKeys: ['team'] }));
  expect(error).toContain('transitive tag key must be included');
});
