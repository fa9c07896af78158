import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  type STSClient,
} from '@aws-sdk/client-sts';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { errorOf, keysOf, sts } from './clients.ts';
import { alice, exampleWorld, jump, li, phone, retired, role } from './example-world.ts';
import { startStandIn, type StandIn } from './server.ts';

let standIn: StandIn;
beforeAll(async () => (standIn = await startStandIn(exampleWorld)));
afterEach(() => standIn.reset());
afterAll(() => standIn.close());

const whoAmI = () => new GetCallerIdentityCommand({});
const invalidToken =
  '403 InvalidClientTokenId: The security token included in the request is invalid.';

async function session(durationSeconds = 900) {
  const command = new GetSessionTokenCommand({ DurationSeconds: durationSeconds });
  return keysOf((await sts(standIn, alice).send(command)).Credentials);
}

test('the SDK signs as the stand-in reckons', async () => {
  const { Arn, Account } = await sts(standIn, alice).send(whoAmI());
  expect({ Arn, Account }).toEqual({ Arn: `arn:aws:iam::${jump}:user/staff/alice`, Account: jump });
});

test('a session signs with its token', async () => {
  const { Arn } = await sts(standIn, await session()).send(whoAmI());
  expect(Arn).toBe(`arn:aws:iam::${jump}:user/staff/alice`);
});

test('a wrong secret is a signature that does not match', async () => {
  const keys = { ...alice, secretAccessKey: 'wrong' };
  expect(await errorOf(sts(standIn, keys).send(whoAmI()))).toBe(
    '403 SignatureDoesNotMatch: The request signature we calculated does not match the signature you provided. ' +
      'Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  );
});

test('an unknown key is an invalid token', async () => {
  const keys = { ...alice, accessKeyId: 'AKIANOBODYNOBODYNOB1' };
  expect(await errorOf(sts(standIn, keys).send(whoAmI()))).toBe(invalidToken);
});

test('an inactive key is an invalid token', async () => {
  expect(await errorOf(sts(standIn, retired).send(whoAmI()))).toBe(invalidToken);
});

test('a key of another partition is an invalid token', async () => {
  expect(await errorOf(sts(standIn, alice, 'cn-north-1').send(whoAmI()))).toBe(invalidToken);
  expect(await errorOf(sts(standIn, li, 'us-east-1').send(whoAmI()))).toBe(invalidToken);
  const { Arn } = await sts(standIn, li, 'cn-north-1').send(whoAmI());
  expect(Arn).toBe('arn:aws-cn:iam::333333333333:user/li');
});

test('a session key without its token, or with another one, is an invalid token', async () => {
  const { accessKeyId, secretAccessKey } = await session();
  const { sessionToken } = await session();
  const bare = { accessKeyId, secretAccessKey };
  expect(await errorOf(sts(standIn, bare).send(whoAmI()))).toBe(invalidToken);
  expect(await errorOf(sts(standIn, { ...bare, sessionToken }).send(whoAmI()))).toBe(invalidToken);
});

test('a long-term key with a token is an invalid token', async () => {
  const { sessionToken } = await session();
  expect(await errorOf(sts(standIn, { ...alice, sessionToken }).send(whoAmI()))).toBe(invalidToken);
});

test('a session ends with its expiration, while signatures stay good', async () => {
  const keys = await session(900);
  standIn.clock.advance(890);
  await sts(standIn, keys).send(whoAmI());
  standIn.clock.advance(11);
  expect(await errorOf(sts(standIn, keys).send(whoAmI()))).toBe(
    '403 ExpiredToken: The security token included in the request is expired',
  );
});

test('a client whose clock is slow hears that its signature has expired', async () => {
  standIn.clock.skewSeconds = 3600;
  expect(await errorOf(sts(standIn, alice).send(whoAmI()))).toMatch(
    /^403 SignatureDoesNotMatch: Signature expired: \d{8}T\d{6}Z is now earlier than \d{8}T\d{6}Z \(\d{8}T\d{6}Z - 15 min\.\)$/,
  );
});

test('a client whose clock is fast hears that its signature is not yet current', async () => {
  standIn.clock.skewSeconds = -3600;
  expect(await errorOf(sts(standIn, alice).send(whoAmI()))).toMatch(
    /^403 SignatureDoesNotMatch: Signature not yet current: \d{8}T\d{6}Z is still later than \d{8}T\d{6}Z \(\d{8}T\d{6}Z \+ 15 min\.\)$/,
  );
});

test('fourteen minutes off are no matter', async () => {
  for (const skewSeconds of [-840, 840]) {
    standIn.clock.skewSeconds = skewSeconds;
    await sts(standIn, alice).send(whoAmI());
  }
});

test('a client can learn the right time from the Date header', async () => {
  standIn.clock.skewSeconds = 3600;
  const client = sts(standIn, alice);
  await errorOf(client.send(whoAmI()));
  const { Account } = await client.send(whoAmI());
  expect(Account).toBe(jump);
});

test('a region that the account has not activated is refused', async () => {
  expect(await errorOf(sts(standIn, alice, 'af-south-1').send(whoAmI()))).toMatch(
    `403 RegionDisabledException: STS is not activated in this region for account:${jump}`,
  );
});

test('an unsigned request lacks a token', async () => {
  const body = 'Action=GetCallerIdentity&Version=2011-06-15';
  const response = await fetch(standIn.endpoint, { method: 'POST', body });
  expect(response.status).toBe(403);
  expect(await response.text()).toContain('<Code>MissingAuthenticationToken</Code>');
});

test('a request for STS has to be signed for STS', async () => {
  const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `${alice.accessKeyId}/${date.slice(0, 8)}/us-east-1/iam/aws4_request`;
  const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host;x-amz-date, Signature=0`;
  const headers = { authorization, 'x-amz-date': date };
  const body = 'Action=GetCallerIdentity&Version=2011-06-15';
  const response = await fetch(standIn.endpoint, { method: 'POST', headers, body });
  expect(response.status).toBe(403);
  expect(await response.text()).toContain(
    "<Message>Credential should be scoped to correct service: 'sts'. </Message>",
  );
});

/** Changes requests after they were signed. */
function tamper(client: STSClient, edit: (request: Request) => void): STSClient {
  client.middlewareStack.add(
    (next) => (args) => {
      edit(args.request as Request);
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'low', name: 'tamper' },
  );
  return client;
}

interface Request {
  readonly headers: Record<string, string>;
  body: string;
}

test('a body that was changed on the way does not match its signature', async () => {
  const client = tamper(sts(standIn, alice), (request) => {
    request.body = request.body.replace('first', 'other');
  });
  const command = new AssumeRoleCommand({ RoleArn: role.open, RoleSessionName: 'first' });
  expect(await errorOf(client.send(command))).toContain('403 SignatureDoesNotMatch: The request');
  expect(standIn.calls[0]?.parameters['RoleSessionName']).toBe('other');
});

test('a header that was changed on the way does not match its signature', async () => {
  const client = tamper(sts(standIn, alice), ({ headers }) => {
    headers['content-type'] = 'text/plain';
  });
  expect(await errorOf(client.send(whoAmI()))).toContain('403 SignatureDoesNotMatch: The request');
});

test('a header that was added on the way must be signed', async () => {
  const client = tamper(sts(standIn, alice), ({ headers }) => {
    headers['x-amz-extra'] = '1';
  });
  expect(await errorOf(client.send(whoAmI()))).toBe(
    "403 SignatureDoesNotMatch: 'x-amz-extra' must be a 'SignedHeader' in the AWS Authorization.",
  );
});

test('nothing is done for a request that is not let in: its code stays good', async () => {
  const tokenCode = standIn.device(phone).next();
  const command = () => new GetSessionTokenCommand({ SerialNumber: phone, TokenCode: tokenCode });
  await errorOf(sts(standIn, { ...alice, secretAccessKey: 'wrong' }).send(command()));
  const { Credentials } = await sts(standIn, alice).send(command());
  expect(Credentials?.AccessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
});
