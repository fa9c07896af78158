import { describe, expect } from 'vitest';
import { accounts } from '../support/five-accounts.ts';
import { installed } from '../support/installed.ts';
import { type Gateway, startProxy, startTls } from './support/gateways.ts';
import { errorOf, roleOf, runWithCode, test } from './support/scene.ts';

const prodAdmin = `${accounts.prod}:admin`;
const noProxy = { HTTPS_PROXY: undefined };

/** Runs with a gateway, which is gone afterwards. */
async function using<G extends Gateway>(gateway: G, use: (gateway: G) => Promise<void>) {
  try {
    await use(gateway);
  } finally {
    await gateway[Symbol.asyncDispose]();
  }
}

describe.concurrent('HTTP_PROXY', () => {
  test('is used for an endpoint without TLS', async ({ home }) => {
    await using(await startProxy(), async ({ port, seen }) => {
      const env = { ...noProxy, HTTP_PROXY: `http://localhost:${port}` };
      expect(await roleOf(home, await runWithCode(home, 'prod', { env }))).toBe(prodAdmin);
      const host = new URL(home.standIn.endpoint).host;
      expect(seen).toEqual([host, host]);
    });
  });

  test('is not used for the hosts of NO_PROXY', async ({ home }) => {
    await using(await startProxy(), async ({ port, seen }) => {
      const env = { ...noProxy, HTTP_PROXY: `http://localhost:${port}`, NO_PROXY: '127.0.0.1' };
      expect(await roleOf(home, await runWithCode(home, 'prod', { env }))).toBe(prodAdmin);
      expect(seen).toEqual([]);
    });
  });

  test('that is not there is named as what to look at', async ({ home }) => {
    const env = { HTTP_PROXY: 'http://127.0.0.1:9' };
    const ended = await runWithCode(home, 'prod', { env });
    expect({ status: ended.status, error: errorOf(ended) }).toEqual({
      status: 6,
      error: 'the proxy "127.0.0.1:9" of `HTTP_PROXY` cannot be reached (ECONNREFUSED)',
    });
    expect(ended.stderr).toContain('hint: set it to `http://HOST:PORT`');
  });
});

const hasOpenssl = installed('openssl').length > 0;

describe
  .skipIf(!hasOpenssl)
  .concurrent('a certificate of a private authority (needs openssl)', () => {
    test('is trusted by AWS_CA_BUNDLE alone', async ({ home, outputs }) => {
      await using(await startTls(home.standIn.endpoint, outputs), async ({ port, ca }) => {
        const env = { ...noProxy, AWS_ENDPOINT_URL: `https://localhost:${port}` };
        const refused = await runWithCode(home, 'prod', { env });
        expect({ status: refused.status, error: errorOf(refused) }).toEqual({
          status: 6,
          error: "the server's TLS certificate is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)",
        });
        expect(refused.stderr).toContain('hint: if your company inspects TLS, set `AWS_CA_BUNDLE`');
        const trusting = { env: { ...env, AWS_CA_BUNDLE: ca } };
        expect(await roleOf(home, await runWithCode(home, 'prod', trusting))).toBe(prodAdmin);
      });
    });

    test('is trusted behind HTTPS_PROXY, too, and NO_PROXY goes round it', async ({
      home,
      outputs,
    }) => {
      await using(await startTls(home.standIn.endpoint, outputs), async (tls) => {
        await using(await startProxy(), async (proxy) => {
          const env = {
            AWS_ENDPOINT_URL: `https://localhost:${tls.port}`,
            AWS_CA_BUNDLE: tls.ca,
            HTTPS_PROXY: `http://localhost:${proxy.port}`,
          };
          const through = await runWithCode(home, 'prod', { env });
          expect(await roleOf(home, through)).toBe(prodAdmin);
          expect(new Set(proxy.seen)).toEqual(new Set([`localhost:${tls.port}`]));
          const tunnels = proxy.seen.length;
          const round = { ...env, NO_PROXY: 'localhost' };
          expect(await roleOf(home, await runWithCode(home, 'dev', { env: round }))).toBe(
            `${accounts.dev}:admin`,
          );
          expect(proxy.seen).toHaveLength(tunnels);
        });
      });
    });

    test('that cannot be read is a matter of configuration', async ({ home }) => {
      const env = { AWS_CA_BUNDLE: '/nonexistent/bundle.pem' };
      const ended = await runWithCode(home, 'prod', { env });
      expect({ status: ended.status, error: errorOf(ended) }).toEqual({
        status: 3,
        error: '`AWS_CA_BUNDLE` "/nonexistent/bundle.pem" cannot be read',
      });
    });
  });
