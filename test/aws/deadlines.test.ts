import { createServer, type RequestListener, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { createBudget } from '../../src/aws/client/budget.ts';
import { createSts } from '../../src/aws/sts/sts.ts';
import { Failure } from '../../src/ground/failure.ts';
import type { GetSessionToken } from '../../src/plan/model/plan.ts';
import { Secret } from '../../src/ground/secret.ts';

const step: GetSessionToken = {
  kind: 'GetSessionToken',
  mfaSerial: 'arn:aws:iam::111122223333:mfa/jane',
  durationSeconds: 43_200,
  profile: 'prod',
  origins: {},
  key: 'a1' as GetSessionToken['key'],
};
const jane = { accessKeyId: 'AKIAJANEJANEJANEJAN1', secretAccessKey: new Secret('secret') };

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What comes of a call that may take so long. */
async function failureWithin(milliseconds: number, listener: RequestListener, code?: string) {
  const endpoint = await serve(listener);
  const place = { partition: 'aws', region: 'eu-west-1', endpoint };
  const sts = createSts({
    target: { ...place, fips: false, dualStack: false, globalEndpoint: false, origins: {} },
    profile: 'prod',
    budget: createBudget(milliseconds),
    env: {},
    now: () => new Date(),
  });
  return sts.call(step, jane, code).then(
    () => 'an answer',
    (error: unknown) => error,
  );
}

const inTime = new Failure('network', 'AWS did not answer in time', [
  'check the network, and `HTTPS_PROXY` if you need one',
]);

describe('a call ends when its time is over', () => {
  test('where nothing answers, with a code and without', async () => {
    expect(await failureWithin(200, () => undefined)).toEqual(inTime);
    expect(await failureWithin(200, () => undefined, '123456')).toEqual(inTime);
  });

  test('where an answer begins and never ends', async () => {
    const failure = await failureWithin(200, (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/xml' }).write('<GetSessionTokenResponse>');
    });
    expect(failure).toEqual(inTime);
  });

  test('where the client is told to come back in an hour, of which the SDK waits 5 s at most', async () => {
    const failure = failureWithin(200, (_request, response) => {
      response.writeHead(503, { 'Retry-After': '3600' }).end();
    });
    expect(await Promise.race([failure, setTimeout(4_000, 'waits')])).toEqual(inTime);
  });
});
