/** Under these names other tools note when the session keys expire that they write into a file. */
export const expirationNames = [
  // saml2aws
  'x_security_token_expires',
  // aws-mfa and awsume
  'expiration',
  'aws_expiration',
  'aws_session_expiration',
] as const;

/**
 * The time that such a note means; undefined where it is none. Without a time zone it may be in UTC, as aws-mfa writes
 * it, or in local time, as awsume does: then it is the later of the two.
 */
export function parseExpiration(text: string): Date | undefined {
  const [, day = '', time = '', zone] = noted.exec(text.trim()) ?? [];
  const inZone = (suffix: string) => Date.parse(`${day}T${time}${suffix}`);
  const latest =
    zone === undefined ? Math.max(inZone(''), inZone('Z')) : inZone(zone.replace(/UTC|z/, 'Z'));
  return Number.isNaN(latest) ? undefined : new Date(latest);
}

const noted =
  /^(\d{4}-\d\d-\d\d)[Tt ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|z|UTC|[+-]\d\d:?\d\d)?(?: [A-Z]{3,4})?$/;
