import { withoutKnown } from '../../words/without-secrets.ts';

/** In characters; the longest that AWS says is shorter. */
const longest = 500;
/** Of a request: SHA-256 in hexadecimal digits. */
const signature = /[0-9a-f]{64}/gi;

/**
 * What a server says, for a message of ours: whoever answers in the place of AWS may repeat all of the request, and at
 * any length.
 *
 * @param sent the secrets that the request held
 */
export function foreignText(text: string, sent: readonly string[]): string {
  const safe = withoutKnown(text, sent).replaceAll(signature, '[secret]');
  return safe.length > longest ? `${safe.slice(0, longest)}…` : safe;
}
