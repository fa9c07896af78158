import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect } from 'vitest';
import { call, runWithCode, test, warm } from './support/scene.ts';

/** Refuses every request, in the form of AWS's refusals, and repeats all of it there. */
async function startEcho() {
  const server = createServer((request: IncomingMessage, response) => {
    void text(request).then((body) => {
      const { authorization = '', 'x-amz-security-token': token = '' } = request.headers;
      const all = [authorization, body, token].join(' ');
      const message = all.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      response.writeHead(403, { 'Content-Type': 'text/xml' });
      response.end(
        `<ErrorResponse><Error><Code>Echo</Code><Message>${message}</Message></Error></ErrorResponse>`,
      );
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    env: { HTTP_PROXY: `http://127.0.0.1:${(server.address() as AddressInfo).port}` },
    [Symbol.asyncDispose]: async () => {
      server.close().closeAllConnections();
      await once(server, 'close');
    },
  };
}

// Every run is watched for the code, the secret and the token; the signature is new in each.
test('what a proxy repeats of a call with a code is shown without it', async ({ home }) => {
  await using echo = await startEcho();
  const { status, stderr } = await runWithCode(home, 'prod', { env: echo.env });
  expect(status).toBe(4);
  expect(stderr).toContain('AWS rejected GetSessionToken with Echo: ');
  expect(stderr).toContain('TokenCode=[secret]');
  expect(stderr).not.toMatch(/[0-9a-f]{64}/);
});

test('nor is a session token shown, not with --debug either', async ({ home }) => {
  await warm(home, 'dev');
  await using echo = await startEcho();
  const { status, stderr } = await home.run([...call('prod'), '--debug'], { env: echo.env });
  expect(status).toBe(4);
  expect(stderr).toContain('AWS rejected AssumeRole with Echo: ');
  expect(stderr).not.toMatch(/[0-9a-f]{64}/);
});
