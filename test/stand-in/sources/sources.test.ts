import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { sts } from '../clients.ts';
import { exampleWorld, role, target } from '../example-world.ts';
import { startStandIn, type StandIn } from '../server.ts';
import { startContainerCredentials } from './container-credentials.ts';
import { startIdentityCenter } from './identity-center.ts';
import { startInstanceMetadata } from './instance-metadata.ts';
import type { Source } from './source.ts';

let standIn: StandIn;
let source: Source | undefined;
beforeAll(async () => (standIn = await startStandIn(exampleWorld)));
afterEach(() => source?.close());
afterAll(() => standIn.close());

type Fields = Record<string, unknown>;

async function call(started: Source, path: string, init: RequestInit = {}) {
  const response = await fetch(started.endpoint + path, init);
  const text = await response.text();
  return { status: response.status, text, json: () => JSON.parse(text) as Fields };
}

/** The credentials sign a role on, and none of them was issued in secret. */
async function expectToSign(accessKeyId: unknown, secretAccessKey: unknown, token: unknown) {
  const keys = {
    accessKeyId: String(accessKeyId),
    secretAccessKey: String(secretAccessKey),
    sessionToken: String(token),
  };
  const command = new AssumeRoleCommand({ RoleArn: role.long, RoleSessionName: 'next' });
  const { AssumedRoleUser } = await sts(standIn, keys).send(command);
  expect(AssumedRoleUser?.Arn).toBe(`arn:aws:sts::${target}:assumed-role/long/next`);
  expect(standIn.issuedSecrets).toEqual(
    expect.arrayContaining([keys.secretAccessKey, keys.sessionToken]),
  );
}

const rolePath = '/latest/meta-data/iam/security-credentials/';

async function metadataToken(started: Source) {
  const headers = { 'x-aws-ec2-metadata-token-ttl-seconds': '21600' };
  const { text } = await call(started, '/latest/api/token', { method: 'PUT', headers });
  return { headers: { 'x-aws-ec2-metadata-token': text } };
}

test('instance metadata hand out a role, for a token', async () => {
  source = await startInstanceMetadata(standIn, { roleArn: role.open });
  const token = await metadataToken(source);
  expect((await call(source, rolePath, token)).text).toBe('open');
  const credentials = (await call(source, `${rolePath}open`, token)).json();
  expect(credentials['Code']).toBe('Success');
  const { AccessKeyId, SecretAccessKey, Token } = credentials;
  await expectToSign(AccessKeyId, SecretAccessKey, Token);
  expect(source.count(`GET ${rolePath}`)).toBe(2);
});

test('instance metadata of the second version insist on a token of their own', async () => {
  source = await startInstanceMetadata(standIn, { roleArn: role.open });
  expect((await call(source, rolePath)).status).toBe(401);
  const headers = { 'x-aws-ec2-metadata-token': 'made up' };
  expect((await call(source, rolePath, { headers })).status).toBe(401);
  expect((await call(source, '/latest/api/token', { method: 'PUT' })).status).toBe(400);
});

test('instance metadata of the first version need no token', async () => {
  source = await startInstanceMetadata(standIn, { roleArn: role.open, service: 'v1' });
  expect((await call(source, rolePath)).text).toBe('open');
});

test('instance metadata may be switched off, or have no role', async () => {
  source = await startInstanceMetadata(standIn, {});
  expect((await call(source, rolePath, await metadataToken(source))).status).toBe(404);
  await source.close();
  source = await startInstanceMetadata(standIn, { roleArn: role.open, service: 'off' });
  expect((await call(source, '/latest/api/token', { method: 'PUT' })).status).toBe(403);
});

test('a container gets its role with the right authorization only', async () => {
  const authorization = 'container-secret';
  source = await startContainerCredentials(standIn, { roleArn: role.open, authorization });
  expect((await call(source, '/credentials')).status).toBe(401);
  const answer = await call(source, '/credentials', { headers: { authorization } });
  const { AccessKeyId, SecretAccessKey, Token } = answer.json();
  await expectToSign(AccessKeyId, SecretAccessKey, Token);
});

const center = {
  accessTokens: ['signed-in'],
  refreshTokens: ['refresh-1'],
  assignments: [{ roleName: 'Admin', roleArn: role.open }],
};
const credentialsPath = `/federation/credentials?account_id=${target}&role_name=Admin`;

function bearer(token: string) {
  return { headers: { 'x-amz-sso_bearer_token': token } };
}

test('Identity Center gives role credentials for an access token', async () => {
  source = await startIdentityCenter(standIn, center);
  const answer = await call(source, credentialsPath, bearer('signed-in'));
  const credentials = answer.json()['roleCredentials'] as Fields;
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = credentials;
  expect(expiration).toBeGreaterThan(Date.now());
  await expectToSign(accessKeyId, secretAccessKey, sessionToken);
});

test('Identity Center refuses tokens and roles that it does not know', async () => {
  source = await startIdentityCenter(standIn, center);
  const stranger = await call(source, credentialsPath, bearer('stranger'));
  expect(stranger.status).toBe(401);
  expect(stranger.json()['__type']).toContain('UnauthorizedException');
  const path = credentialsPath.replace('Admin', 'Owner');
  const foreign = await call(source, path, bearer('signed-in'));
  expect(foreign.status).toBe(403);
  expect(foreign.json()['message']).toBe('No access');
});

test('a refresh token buys a new access token, once', async () => {
  source = await startIdentityCenter(standIn, center);
  const body = JSON.stringify({ grantType: 'refresh_token', refreshToken: 'refresh-1' });
  const created = await call(source, '/token', { method: 'POST', body });
  const accessToken = String(created.json()['accessToken']);
  expect((await call(source, credentialsPath, bearer(accessToken))).status).toBe(200);
  const again = await call(source, '/token', { method: 'POST', body });
  expect(again.status).toBe(400);
  expect(again.json()['error']).toBe('invalid_grant');
});
