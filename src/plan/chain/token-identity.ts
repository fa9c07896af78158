import { hash, sha256 } from '../../words/hash.ts';
import { parseJsonObject } from '../../words/json-object.ts';

/**
 * Who a token is for, as a hash: the same for every token that is issued to them. Of a token that is no JSON Web Token,
 * only its text says whose it is.
 */
export function tokenIdentity(token: string | undefined): string {
  if (token === undefined) return 'no token';
  const claims = readClaims(token);
  if (claims?.['iss'] === undefined || claims['sub'] === undefined) return sha256(token);
  return hash(Object.entries(claims).filter(([name]) => isIdentity(name)));
}

/** AWS's own claims are session tags and a source identity, which the credentials get. */
function isIdentity(claim: string): boolean {
  return ['iss', 'sub', 'aud'].includes(claim) || claim.startsWith('https://aws.amazon.com/');
}

/** The middle one of three parts; its signature is AWS's to check. */
function readClaims(token: string): Readonly<Record<string, unknown>> | undefined {
  const [, claims, signature, more] = token.split('.');
  if (claims === undefined || signature === undefined || more !== undefined) return undefined;
  return parseJsonObject(Buffer.from(claims, 'base64url').toString());
}
