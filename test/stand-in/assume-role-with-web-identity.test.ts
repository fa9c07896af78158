import { AssumeRoleCommand, AssumeRoleWithWebIdentityCommand } from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { errorOf, keysOf, sts } from './clients.ts';
import { alice, exampleWorld, role, target, webIdentityToken } from './example-world.ts';
import { startStandIn, type StandIn } from './server.ts';

let standIn: StandIn;
beforeAll(async () => (standIn = await startStandIn(exampleWorld)));
afterEach(() => standIn.reset());
afterAll(() => standIn.close());

const pods = {
  RoleArn: role.pods,
  RoleSessionName: 'pod-1',
  WebIdentityToken: webIdentityToken,
};

test('a web identity token opens its role, unsigned', async () => {
  const answer = await sts(standIn, alice).send(new AssumeRoleWithWebIdentityCommand(pods));
  expect(answer.AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${target}:assumed-role/pods/pod-1`);
  expect(answer.SubjectFromWebIdentityToken).toBe('system:serviceaccount:default:app');
  expect(standIn.calls[0]?.accessKeyId).toBeUndefined();
  const next = new AssumeRoleCommand({ RoleArn: role.long, RoleSessionName: 'next' });
  await sts(standIn, keysOf(answer.Credentials)).send(next);
});

test('an unknown web identity token is refused', async () => {
  const command = new AssumeRoleWithWebIdentityCommand({ ...pods, WebIdentityToken: 'a.b.c' });
  expect(await errorOf(sts(standIn, alice).send(command))).toContain('400 InvalidIdentityToken');
});

test('a web identity token opens no other role', async () => {
  const command = new AssumeRoleWithWebIdentityCommand({ ...pods, RoleArn: role.open });
  expect(await errorOf(sts(standIn, alice).send(command))).toBe(
    '403 AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity',
  );
});
