import { expect, test } from 'vitest';
import { calculateSignature, parseAuthorization } from './signature.ts';

// The inputs and signatures of AWS's published Signature Version 4 test suite.
const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';

function signature(method: string, target: string, headers: Record<string, string>, body = '') {
  const all = new Map(
    Object.entries({
      ...headers,
      host: 'example.amazonaws.com',
      'x-amz-date': '20150830T123600Z',
    }),
  );
  const authorization = {
    accessKeyId: 'AKIDEXAMPLE',
    date: '20150830',
    region: 'us-east-1',
    service: 'service',
    signedHeaders: [...all.keys()].sort(),
    signature: '',
  };
  const request = { method, target, headers: all, body: Buffer.from(body) };
  return calculateSignature(request, authorization, secret);
}

test('a bare GET is signed as AWS signs it (get-vanilla)', () => {
  expect(signature('GET', '/', {})).toBe(
    '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
  );
});

test('query parameters are signed in order (get-vanilla-query-order-key-case)', () => {
  expect(signature('GET', '/?Param2=value2&Param1=value1', {})).toBe(
    'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  );
});

test('a form is signed with its body (post-x-www-form-urlencoded)', () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  expect(signature('POST', '/', headers, 'Param1=value1')).toBe(
    'ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a',
  );
});

test('an Authorization header is taken apart', () => {
  const header =
    'AWS4-HMAC-SHA256 Credential=AKIA1/20250131/eu-west-1/sts/aws4_request, SignedHeaders=host;x-amz-date, Signature=abc';
  expect(parseAuthorization(header)).toEqual({
    accessKeyId: 'AKIA1',
    date: '20250131',
    region: 'eu-west-1',
    service: 'sts',
    signedHeaders: ['host', 'x-amz-date'],
    signature: 'abc',
  });
});

test.each([
  undefined,
  'Basic YTpi',
  'AWS4-HMAC-SHA256',
  'AWS4-HMAC-SHA256 Credential=AKIA1/20250131/eu-west-1/sts, SignedHeaders=host, Signature=abc',
  'AWS4-HMAC-SHA256 Credential=AKIA1/20250131/eu-west-1/sts/aws4_request, Signature=abc',
])('%s is no Authorization header of AWS', (header) => {
  expect(parseAuthorization(header)).toBeUndefined();
});
