import { createHash, createHmac } from 'node:crypto';
import type { HttpRequest } from './http-request.ts';

/** What an `Authorization: AWS4-HMAC-SHA256 …` header says. */
export interface Authorization {
  readonly accessKeyId: string;
  /** `20250131` */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

export function parseAuthorization(header: string | undefined): Authorization | undefined {
  const match = /^AWS4-HMAC-SHA256 (.+)$/.exec(header ?? '');
  const fields = new Map(match?.[1]?.split(/,\s*/).map(nameAndValue));
  const scope = fields.get('Credential')?.split('/') ?? [];
  const [accessKeyId, date, region, service, terminator] = scope;
  const signature = fields.get('Signature');
  const signedHeaders = fields.get('SignedHeaders')?.split(';');
  if (!accessKeyId || !date || !region || !service || !signature || !signedHeaders)
    return undefined;
  if (scope.length !== 5 || terminator !== 'aws4_request') return undefined;
  return { accessKeyId, date, region, service, signedHeaders, signature };
}

function nameAndValue(text: string): [string, string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
}

/**
 * The signature that this secret gives for this request, from the bytes that arrived.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function calculateSignature(
  request: HttpRequest,
  authorization: Authorization,
  secretAccessKey: string,
): string {
  const { date, region, service, signedHeaders } = authorization;
  const stringToSign = [
    'AWS4-HMAC-SHA256',
    request.headers.get('x-amz-date') ?? '',
    [date, region, service, 'aws4_request'].join('/'),
    sha256(canonicalRequest(request, signedHeaders)),
  ].join('\n');
  const signingKey = [date, region, service, 'aws4_request'].reduce<string | Buffer>(
    (key, part) => hmac(key, part),
    `AWS4${secretAccessKey}`,
  );
  return hmac(signingKey, stringToSign).toString('hex');
}

function canonicalRequest(request: HttpRequest, signedHeaders: readonly string[]): string {
  const [path = '/', query = ''] = request.target.split('?', 2);
  return [
    request.method,
    path.split('/').map(encode).join('/'),
    canonicalQuery(query),
    ...signedHeaders.map((name) => `${name}:${canonicalValue(request.headers.get(name))}`),
    '',
    signedHeaders.join(';'),
    sha256(request.body),
  ].join('\n');
}

function canonicalValue(value: string | undefined): string {
  return (value ?? '').trim().replace(/ +/g, ' ');
}

function canonicalQuery(query: string): string {
  const pairs = [...new URLSearchParams(query)].map(
    ([name, value]) => `${encode(name)}=${encode(value)}`,
  );
  return pairs.sort().join('&');
}

/** Everything but RFC 3986's unreserved characters, which is stricter than `encodeURIComponent`. */
function encode(text: string): string {
  const escape = (char: string) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replace(/[!'()*]/g, escape);
}

function sha256(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex');
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
