import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { agentsFor } from '../../../src/aws/connection/agents.ts';
import { collectBody, createRequestHandler } from '../../../src/aws/connection/request-handler.ts';

/** Says what it was asked; `/silent` gets no response, `/broken` half of one. */
const server = createServer((request, response) => {
  if (request.url === '/silent') return;
  response.setHeader('x-seen', `${request.method} ${request.url}`);
  response.setHeader('x-user', request.headers.authorization ?? '');
  if (request.url === '/broken') response.write('half', () => request.socket.destroy());
  else request.pipe(response);
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function send(more: object, signal?: AbortSignal) {
  const { port } = server.address() as AddressInfo;
  const place = { protocol: 'http:', hostname: '127.0.0.1', port };
  const handler = createRequestHandler(await agentsFor(new URL(`http://127.0.0.1:${port}`), {}));
  const request = { ...place, method: 'POST', path: '/', headers: {}, ...more };
  const { response } = await handler.handle(request, signal && { abortSignal: signal });
  return response;
}

async function textOf(body: IncomingMessage): Promise<string> {
  return Buffer.from(await collectBody(body)).toString();
}

test('sends a body, and gets all of the response', async () => {
  const { statusCode, headers, body } = await send({ body: 'Action=GetSessionToken' });
  expect([statusCode, headers['x-seen']]).toEqual([200, 'POST /']);
  expect(await textOf(body)).toBe('Action=GetSessionToken');
});

test('sends the query of an endpoint, each value of a list', async () => {
  const query = { plain: 'a b+c', list: ['1', '2&3'], none: null };
  const { headers } = await send({ path: '/sts', query });
  expect(headers['x-seen']).toBe('POST /sts?plain=a%20b%2Bc&list=1&list=2%263&none=');
});

test('sends the user of an endpoint', async () => {
  const { headers } = await send({ username: 'me', password: 'p:w' });
  expect(headers['x-user']).toBe(`Basic ${btoa('me:p:w')}`);
});

test('ends with the signal', async () => {
  const sent = send({ path: '/silent' }, AbortSignal.abort());
  await expect(sent).rejects.toMatchObject({ name: 'AbortError' });
});

test('reaches an address of IPv6, which a URL has in brackets', async () => {
  await expect(send({ hostname: '[::1]', port: 1 })).rejects.toMatchObject({
    code: expect.stringMatching(/^(?:ECONNREFUSED|EADDRNOTAVAIL|EAFNOSUPPORT)$/) as string,
  });
});

test('half a response is an error of the body', async () => {
  const { body } = await send({ path: '/broken' });
  await expect(textOf(body)).rejects.toMatchObject({ code: 'ECONNRESET' });
});
