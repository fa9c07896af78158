import { describe, expect, test } from 'vitest';
import { proxyFor } from '../../../src/aws/connection/proxy.ts';
import type { Environment } from '../../../src/ground/environment.ts';

const sts = new URL('https://sts.eu-west-1.amazonaws.com');

function chosen(env: Environment, endpoint = sts) {
  const proxy = proxyFor(endpoint, env);
  return proxy && [proxy.variable, proxy.url.href];
}

describe('the proxy for an endpoint', () => {
  test.for<[string, Environment, string, string, string]>([
    ['HTTPS_PROXY', { HTTPS_PROXY: 'http://p:8080' }, sts.href, 'HTTPS_PROXY', 'http://p:8080/'],
    [
      'https_proxy, which comes first',
      { https_proxy: 'http://p', HTTPS_PROXY: 'http://q' },
      sts.href,
      'https_proxy',
      'http://p/',
    ],
    [
      'HTTPS_PROXY where the other is empty',
      { https_proxy: '', HTTPS_PROXY: 'http://q' },
      sts.href,
      'HTTPS_PROXY',
      'http://q/',
    ],
    ['a host without a scheme', { HTTPS_PROXY: 'p:80' }, sts.href, 'HTTPS_PROXY', 'http://p/'],
    [
      'HTTP_PROXY without TLS',
      { HTTP_PROXY: 'https://p', HTTPS_PROXY: 'http://q' },
      'http://localhost',
      'HTTP_PROXY',
      'https://p/',
    ],
  ])('is that of %s', ([, env, endpoint, variable, url]) => {
    expect(chosen(env, new URL(endpoint))).toEqual([variable, url]);
  });

  test.for<[string, Environment]>([
    ['no variable', {}],
    ['ALL_PROXY alone', { ALL_PROXY: 'socks5://p:1080', all_proxy: 'http://p' }],
    ['the variable of the other scheme', { HTTP_PROXY: 'http://p' }],
    ['a SOCKS proxy for a host of NO_PROXY', { HTTPS_PROXY: 'socks5://p', NO_PROXY: '*' }],
  ])('is none for %s', ([, env]) => {
    expect(chosen(env)).toBeUndefined();
  });

  test.for(['socks5://p:1080', 'http://', 'http://p:99999', 'http://jane:50%@p', 'file:///p'])(
    'cannot be "%s", which is said without showing it',
    (url) => {
      const choose = () => proxyFor(sts, { HTTPS_PROXY: url });
      expect(choose).toThrow(/^`HTTPS_PROXY` is not the URL of an HTTP proxy$/);
      expect(choose).toThrow(
        expect.objectContaining({
          kind: 'configuration',
          hints: ['set `HTTPS_PROXY` to `http://HOST:PORT`, or unset it'],
        }),
      );
    },
  );
});

describe('NO_PROXY', () => {
  const amazon = 'https://sts.amazonaws.com';
  test.for<[string, string, boolean]>([
    ['*', amazon, true],
    ['sts.amazonaws.com', amazon, true],
    ['STS.AmazonAWS.com', amazon, true],
    ['amazonaws.com', amazon, true],
    ['.amazonaws.com', amazon, true],
    ['*.amazonaws.com', amazon, true],
    ['localhost, amazonaws.com', amazon, true],
    ['localhost amazonaws.com', amazon, true],
    ['amazonaws.com:443', amazon, true],
    ['amazonaws.com:8443', amazon, false],
    ['amazonaws.com:8443', 'https://sts.amazonaws.com:8443', true],
    ['aws.com', amazon, false],
    ['sts.amazonaws.com.evil.example', amazon, false],
    ['eu.sts.amazonaws.com', amazon, false],
    ['.', amazon, false],
    ['', amazon, false],
    [',', amazon, false],
    ['127.0.0.1', 'https://127.0.0.1:4566', true],
    ['127.0.0.1:4566', 'https://127.0.0.1:4566', true],
    ['::1', 'https://[::1]:4566', true],
    ['[::1]', 'https://[::1]:4566', true],
    ['[::1]:4566', 'https://[::1]:4566', true],
    ['[::1]:1', 'https://[::1]:4566', false],
  ])('"%s": %s is exempt: %s', ([list, endpoint, isExempt]) => {
    const env = { HTTPS_PROXY: 'http://p', NO_PROXY: list };
    expect(proxyFor(new URL(endpoint), env) === undefined).toBe(isExempt);
  });

  test('is looked at in small letters first', () => {
    const env = { HTTPS_PROXY: 'http://p', no_proxy: 'localhost', NO_PROXY: '*' };
    expect(chosen(env)).toEqual(['HTTPS_PROXY', 'http://p/']);
  });
});
