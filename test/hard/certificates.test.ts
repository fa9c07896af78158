import { describe, expect } from 'vitest';
import { installed } from '../support/installed.ts';
import { startProxy, startTls } from './support/gateways.ts';
import { errorOf, runWithCode, test } from './support/scene.ts';

/** Checks off: Node would then accept the certificate of anybody. */
const unchecked = { NODE_TLS_REJECT_UNAUTHORIZED: '0' };
const notTrusted = "the server's TLS certificate is not trusted (DEPTH_ZERO_SELF_SIGNED_CERT)";

const hasOpenssl = installed('openssl').length > 0;

describe
  .skipIf(!hasOpenssl)
  .concurrent('NODE_TLS_REJECT_UNAUTHORIZED=0 does not let in (needs openssl)', () => {
    test('an endpoint that nobody vouches for', async ({ home, outputs }) => {
      await using tls = await startTls(home.standIn.endpoint, outputs);
      const place = { AWS_ENDPOINT_URL: `https://localhost:${tls.port}`, HTTPS_PROXY: undefined };
      const ended = await runWithCode(home, 'prod', { env: { ...unchecked, ...place } });
      expect(errorOf(ended)).toBe(notTrusted);
      expect(tls.seen).toEqual([]);
    });

    test('one beside AWS_CA_BUNDLE of somebody else', async ({ home, outputs }) => {
      await using tls = await startTls(home.standIn.endpoint, outputs);
      await using other = await startTls(home.standIn.endpoint, home.path('.'));
      const place = { AWS_ENDPOINT_URL: `https://localhost:${tls.port}`, HTTPS_PROXY: undefined };
      const env = { ...unchecked, ...place, AWS_CA_BUNDLE: other.ca };
      expect(errorOf(await runWithCode(home, 'prod', { env }))).toBe(notTrusted);
      expect(tls.seen).toEqual([]);
    });

    test('one behind a proxy', async ({ home, outputs }) => {
      await using tls = await startTls(home.standIn.endpoint, outputs);
      await using proxy = await startProxy();
      const place = {
        AWS_ENDPOINT_URL: `https://localhost:${tls.port}`,
        HTTPS_PROXY: `http://localhost:${proxy.port}`,
      };
      const ended = await runWithCode(home, 'prod', { env: { ...unchecked, ...place } });
      expect(errorOf(ended)).toBe(notTrusted);
      expect([proxy.seen, tls.seen]).toEqual([[`localhost:${tls.port}`], []]);
    });

    test.for(['HTTPS_PROXY', 'HTTP_PROXY'])(
      'a proxy of %s that speaks TLS itself',
      async (variable, { home, outputs }) => {
        await using tls = await startTls(home.standIn.endpoint, outputs);
        const endpoint = { HTTPS_PROXY: 'https://sts.invalid', HTTP_PROXY: 'http://sts.invalid' };
        const env = {
          ...unchecked,
          AWS_ENDPOINT_URL: endpoint[variable as keyof typeof endpoint],
          [variable]: `https://localhost:${tls.port}`,
        };
        const ended = await runWithCode(home, 'prod', { env });
        expect(errorOf(ended)).toMatch(
          /TLS certificate.* not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\)$/,
        );
        expect(tls.seen).toEqual([]);
      },
    );

    test("a container's credentials", async ({ home, outputs }) => {
      await using tls = await startTls(home.standIn.endpoint, outputs);
      home.config(
        '[profile app]\nrole_arn = arn:aws:iam::555555555555:role/admin\ncredential_source = EcsContainer\n',
      );
      const env = {
        ...unchecked,
        AWS_CONTAINER_CREDENTIALS_FULL_URI: `https://localhost:${tls.port}`,
      };
      expect(errorOf(await home.helper('app', [], { env }))).toBe(
        '`NODE_TLS_REJECT_UNAUTHORIZED` switches certificate checks off',
      );
      expect(tls.seen).toEqual([]);
    });
  });

describe.skipIf(!hasOpenssl).concurrent('a proxy that speaks TLS itself (needs openssl)', () => {
  test('is trusted by AWS_CA_BUNDLE', async ({ home, outputs }) => {
    await using tls = await startTls(home.standIn.endpoint, outputs);
    const env = { HTTP_PROXY: `https://localhost:${tls.port}`, AWS_CA_BUNDLE: tls.ca };
    const ended = await runWithCode(home, 'prod', { env });
    expect(ended).toMatchObject({ status: 0, stderr: '' });
  });
});
