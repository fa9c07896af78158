import { describe, expect, test } from 'vitest';
import { tooLong, translateNetworkError } from '../../../src/aws/client/network-errors.ts';
import { ProxyError } from '../../../src/aws/connection/proxy-errors.ts';
import { Failure } from '../../../src/ground/failure.ts';
import { NeverSent } from '../../../src/session/rejections.ts';

function error(more: { code?: string; status?: number; name?: string; message?: string }) {
  const { status, message = 'of Node', ...own } = more;
  const $metadata = status === undefined ? {} : { $metadata: { httpStatusCode: status } };
  return Object.assign(new Error(message), own, $metadata);
}

const timedOut = 'AWS did not answer in time';
const foreign = 'the response did not come from AWS';

describe('what may have reached AWS is told in one line, and the code counts as spent', () => {
  test.for<[string, Error, string]>([
    ['a response without end', error({ code: tooLong }), foreign],
    ['a fault of AWS', error({ status: 500 }), 'AWS answered with a server error (HTTP 500)'],
    ['a broken gateway', error({ status: 502 }), 'AWS answered with a server error (HTTP 502)'],
    [
      'half a response',
      error({ status: 200, code: 'ECONNRESET' }),
      'the connection broke in the middle of a response',
    ],
    ['a captive portal', error({ status: 200 }), `${foreign} (HTTP 200)`],
    ['a redirect', error({ status: 302 }), `${foreign} (HTTP 302)`],
    ['a time limit of the SDK', error({ name: 'TimeoutError' }), timedOut],
    ['our own time limit', new DOMException('late', 'TimeoutError'), timedOut],
    ['an aborted call', error({ name: 'AbortError' }), timedOut],
    ['a connection that is not opened in time', error({ code: 'ETIMEDOUT' }), timedOut],
    [
      'a reset, which the SDK calls a time-out',
      error({ name: 'TimeoutError', code: 'ECONNRESET' }),
      'AWS cannot be reached (ECONNRESET)',
    ],
    ['a broken pipe', error({ code: 'EPIPE' }), 'AWS cannot be reached (EPIPE)'],
    [
      'what is not HTTP',
      error({ code: 'HPE_INVALID_CONSTANT' }),
      'AWS cannot be reached (HPE_INVALID_CONSTANT)',
    ],
    [
      'what nobody has seen before',
      error({ name: 'StrangeError', message: 'wat' }),
      'the call to AWS failed: wat',
    ],
  ])('%s', ([, thrown, message]) => {
    const failure = translateNetworkError(thrown);
    expect([failure.kind, failure.message]).toEqual(['network', message]);
    expect(failure).not.toBeInstanceOf(NeverSent);
    expect(failure.hints).toHaveLength(1);
  });
});

describe('what cannot have reached AWS is told in one line, and leaves the code good', () => {
  test.for<[string, Error, string]>([
    ['a proxy', new ProxyError('the proxy "p" hung up'), 'the proxy "p" hung up'],
    [
      'a proxy for `http:` that wants a password',
      error({ status: 407 }),
      'the proxy requires a user name and password (HTTP 407)',
    ],
    ...['ENOTFOUND', 'EAI_AGAIN'].map((code): [string, Error, string] => [
      code,
      error({ code }),
      "the name of AWS's endpoint cannot be found",
    ]),
    ...[
      'CERT_HAS_EXPIRED',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'SELF_SIGNED_CERT_IN_CHAIN',
      'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
      'ERR_TLS_CERT_ALTNAME_INVALID',
      'HOSTNAME_MISMATCH',
    ].map((code): [string, Error, string] => [
      code,
      error({ code }),
      `the server's TLS certificate is not trusted (${code})`,
    ]),
    ...['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER'].map((code): [string, Error, string] => [
      code,
      error({ code }),
      `the server does not speak TLS as AWS does (${code})`,
    ]),
    ...['EMFILE', 'ENFILE'].map((code): [string, Error, string] => [
      code,
      error({ code }),
      `too many files are open to connect to AWS (${code})`,
    ]),
    ...['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENETDOWN'].map(
      (code): [string, Error, string] => [code, error({ code }), `AWS cannot be reached (${code})`],
    ),
  ])('%s', ([, thrown, message]) => {
    const failure = translateNetworkError(thrown);
    expect([failure.kind, failure.message]).toEqual(['network', message]);
    expect(failure).toBeInstanceOf(NeverSent);
    expect(failure.hints).toHaveLength(1);
  });

  test('a character that no header may hold', () => {
    const failure = translateNetworkError(
      Object.assign(new TypeError('Invalid character'), { code: 'ERR_INVALID_CHAR' }),
    );
    expect(failure).toBeInstanceOf(NeverSent);
    expect(failure.kind).toBe('configuration');
  });
});

test('what nobody has seen before is shown shortened, and without what looks like a secret', () => {
  const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
  const strange = error({ name: 'StrangeError', message: `${secret} ${'x '.repeat(1000)}` });
  const { message } = translateNetworkError(strange);
  expect(message).toMatch(/^the call to AWS failed: \[secret\] x x .*…$/);
  expect(message.length).toBeLessThan(600);
});

test('a failure is passed on as it is', () => {
  const failure = new Failure('configuration', 'no bundle');
  expect(translateNetworkError(failure)).toBe(failure);
});

test.for([
  new TypeError('x is not a function'),
  Object.assign(new TypeError('wrong argument'), { code: 'ERR_INVALID_ARG_TYPE' }),
  new RangeError('x'),
  new ReferenceError('x'),
  new SyntaxError('x'),
])('a bug is passed on as it is, not taken for the network: %s', (bug) => {
  expect(() => translateNetworkError(bug)).toThrow(bug);
});
