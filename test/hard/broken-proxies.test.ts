import type { Socket } from 'node:net';
import { describe, expect } from 'vitest';
import { responding, startRaw } from './support/raw-server.ts';
import { errorOf, isFull, runWithCode, sessionPaths, test } from './support/scene.ts';

/** Nobody has this name: what is behind the proxies is never reached. */
const endpoint = 'https://sts.invalid';

const forged = `<GetSessionTokenResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetSessionTokenResult>
<Credentials><AccessKeyId>ASIAFORGEDFORGEDFOR1</AccessKeyId><SecretAccessKey>forged</SecretAccessKey>
<SessionToken>forged</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>
</GetSessionTokenResult><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></GetSessionTokenResponse>`;

function response(status: string, body = ''): (socket: Socket) => void {
  const head = `HTTP/1.1 ${status}\r\nContent-Type: text/xml\r\nContent-Length: ${body.length}`;
  return responding(`${head}\r\n\r\n${body}`);
}

const closes = (socket: Socket) => socket.once('data', () => socket.end());
const resets = (socket: Socket) => socket.once('data', () => socket.resetAndDestroy());
const denial = '<ErrorResponse><Error><Code>ExpiredToken</Code></Error></ErrorResponse>';

const proxies: readonly (readonly [string, (socket: Socket) => void, string])[] = [
  ['closes the connection', closes, 'closed the connection'],
  ['resets it', resets, 'closed the connection'],
  ['requires a password', response('407 No'), 'requires a user name and password (HTTP 407)'],
  ['filters', response('403 No', '<html>'), 'refused to connect to AWS (HTTP 403)'],
  [
    'refuses in the words of AWS',
    response('403 No', denial),
    'refused to connect to AWS (HTTP 403)',
  ],
  ['forges credentials', response('201 Created', forged), 'refused to connect to AWS (HTTP 201)'],
  ['is no HTTP server', responding('220 mail ESMTP\r\n\r\n'), 'did not respond as a proxy does'],
  ['talks nonsense', responding('wat\r\nwat\r\n\r\n'), 'did not respond as a proxy does'],
];

/** As long as a connection may take, so that it is left to the full run. */
const hangs = ['hangs', () => undefined, 'did not respond in time'] as const;

describe.concurrent('a proxy for TLS', () => {
  test.for(isFull ? [...proxies, hangs] : proxies)(
    'that %s is named, with its variable, and no session comes of it',
    async ([, serve, why], { home }) => {
      await using proxy = await startRaw(serve);
      const env = {
        AWS_ENDPOINT_URL: endpoint,
        HTTPS_PROXY: `http://jane:proxypass@127.0.0.1:${proxy.port}`,
      };
      const ended = await runWithCode(home, 'prod', { env });
      expect({ status: ended.status, error: errorOf(ended) }).toEqual({
        status: 6,
        error: `the proxy "127.0.0.1:${proxy.port}" of \`HTTPS_PROXY\` ${why}`,
      });
      expect(ended.stderr).toContain('hint: set it to `http://HOST:PORT`');
      expect(ended.stderr).not.toContain('proxypass');
      expect(sessionPaths(home)).toEqual([]);
    },
  );

  test('that is not there is named, with its variable', async ({ home }) => {
    const env = { AWS_ENDPOINT_URL: endpoint, https_proxy: '127.0.0.1:9' };
    expect(errorOf(await runWithCode(home, 'prod', { env }))).toBe(
      'the proxy "127.0.0.1:9" of `https_proxy` cannot be reached (ECONNREFUSED)',
    );
  });

  test('that does not speak TLS, though its URL says so, is named', async ({ home }) => {
    await using proxy = await startRaw(responding('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const env = { AWS_ENDPOINT_URL: endpoint, HTTPS_PROXY: `https://127.0.0.1:${proxy.port}` };
    expect(errorOf(await runWithCode(home, 'prod', { env }))).toBe(
      `the proxy "127.0.0.1:${proxy.port}" of \`HTTPS_PROXY\` did not respond as a proxy does`,
    );
  });

  test('of another protocol is refused by its variable', async ({ home }) => {
    const env = { AWS_ENDPOINT_URL: endpoint, HTTPS_PROXY: 'socks5://127.0.0.1:9' };
    const ended = await runWithCode(home, 'prod', { env });
    expect({ status: ended.status, error: errorOf(ended) }).toEqual({
      status: 3,
      error: '`HTTPS_PROXY` is not the URL of an HTTP proxy',
    });
  });

  test('in ALL_PROXY is ignored', async ({ home }) => {
    const env = { ALL_PROXY: 'socks5://127.0.0.1:9', all_proxy: 'http://127.0.0.1:9' };
    expect(await runWithCode(home, 'prod', { env })).toMatchObject({ status: 0, stderr: '' });
  });
});

describe.concurrent('an endpoint', () => {
  test('that does not speak TLS, though its URL says so, is told from one that is not trusted', async ({
    home,
  }) => {
    await using plain = await startRaw(responding('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const env = { AWS_ENDPOINT_URL: `https://127.0.0.1:${plain.port}`, HTTPS_PROXY: undefined };
    expect(errorOf(await runWithCode(home, 'prod', { env }))).toMatch(
      /^the server does not speak TLS as AWS does \((?:EPROTO|ERR_SSL_\w+)\)$/,
    );
  });

  test('that breaks a tunnel off has AWS looked for, not the proxy', async ({ home }) => {
    await using proxy = await startRaw((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        socket.once('data', () => socket.resetAndDestroy());
      });
    });
    const env = { AWS_ENDPOINT_URL: endpoint, HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` };
    expect(errorOf(await runWithCode(home, 'prod', { env }))).toBe(
      'AWS cannot be reached (ECONNRESET)',
    );
  });
});
