import { createPublicKey, verify, type JsonWebKey } from 'node:crypto';
import type { HttpRequest } from '../../stand-in/http-request.ts';
import type { StandIn } from '../../stand-in/server.ts';
import { startSource, type Source, type SourceAnswer } from '../../stand-in/sources/source.ts';

/**
 * AWS's sign-in, as far as renewing a console login needs it: a refresh token and a proof of the key it is bound to.
 */
export function startSignIn(
  standIn: StandIn,
  { roleArn, refreshToken }: { readonly roleArn: string; readonly refreshToken: string },
): Promise<Source> {
  return startSource((request) => {
    if (`${request.method} ${request.target}` !== 'POST /v1/token') return { status: 404 };
    const asked = JSON.parse(request.body.toString()) as Record<string, unknown>;
    if (!isProven(request)) return denied('invalid DPoP proof');
    if (asked['refreshToken'] !== refreshToken) return denied('TOKEN_EXPIRED');
    return { status: 200, json: renewed(standIn, roleArn) };
  });
}

function renewed(standIn: StandIn, roleArn: string): object {
  const session = standIn.issueRoleSession(roleArn, 'console', 900);
  const { accessKeyId, secretAccessKey, sessionToken } = session;
  return {
    accessToken: { accessKeyId, secretAccessKey, sessionToken },
    tokenType: 'urn:aws:params:oauth:token-type:access_token_sigv4',
    expiresIn: 900,
    refreshToken: 'the-next-one',
  };
}

function denied(error: string): SourceAnswer {
  return {
    status: 403,
    json: { __type: 'AccessDeniedException', error, message: error },
    headers: { 'x-amzn-ErrorType': 'AccessDeniedException' },
  };
}

/** RFC 9449: a JWT over method and address of this very request, signed by the key in its own header. */
function isProven(request: HttpRequest): boolean {
  const [header = '', payload = '', signature = ''] = (request.headers.get('dpop') ?? '').split(
    '.',
  );
  const { alg, jwk } = decode(header) as { alg?: string; jwk?: JsonWebKey };
  const { htm, htu } = decode(payload) as { htm?: string; htu?: string };
  const address = `http://${request.headers.get('host') ?? ''}/v1/token`;
  if (alg !== 'ES256' || jwk === undefined || htm !== 'POST' || htu !== address) return false;
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const signed = Buffer.from(`${header}.${payload}`);
  const proof = Buffer.from(signature, 'base64url');
  return verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, proof);
}

function decode(part: string): object {
  return JSON.parse(Buffer.from(part, 'base64url').toString() || '{}') as object;
}
