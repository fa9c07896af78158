import type { Credentials as AnsweredCredentials } from '@aws-sdk/client-sts';
import { Failure } from '../../ground/failure.ts';
import { Secret } from '../../ground/secret.ts';
import type { IssuedSession } from '../../session/ports.ts';
import { isKeyTriple } from '../../words/key-text.ts';

/**
 * Reads the credentials from an STS response, trusting nothing in it: a captive portal or a broken proxy may have
 * written it.
 *
 * @param issuedAt when they were asked for, by this machine's clock
 * @param durationSeconds how long a session was asked for
 * @throws Failure of kind `network` where a field is missing or has not the shape of AWS's, or the session has already
 * expired.
 */
export function readSession(
  answered: AnsweredCredentials | undefined,
  issuedAt: Date,
  durationSeconds: number,
): IssuedSession {
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '', Expiration } = answered ?? {};
  if (!isKeyTriple(AccessKeyId, SecretAccessKey, SessionToken) || !isDate(Expiration)) {
    throw notFromAws('AWS returned no credentials');
  }
  if (Expiration <= issuedAt) {
    throw notFromAws(
      `AWS returned a session that expired at ${Expiration.toISOString()}`,
      'check the clock of this machine',
    );
  }
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: new Secret(SecretAccessKey),
    sessionToken: new Secret(SessionToken),
    expiration: byOurClock(Expiration, issuedAt, durationSeconds),
    issuedAt,
  };
}

/**
 * AWS states the expiration by its own clock. If ours is behind, the session would seem good after it has expired, here
 * and in the SDK that gets it. So we also compute the expiration from the duration, and use it if it is a minute or
 * more earlier.
 */
function byOurClock(expiration: Date, issuedAt: Date, durationSeconds: number): Date {
  const asked = issuedAt.getTime() + durationSeconds * 1000;
  return expiration.getTime() - asked < 60_000 ? expiration : new Date(asked);
}

function isDate(value: Date | undefined): value is Date {
  return value instanceof Date && !Number.isNaN(value.getTime());
}

function notFromAws(
  message: string,
  hint = 'check for a proxy or a captive portal between here and AWS',
): Failure {
  return new Failure('network', message, [hint]);
}
