import { isSession, type Credentials } from '../../ground/credentials.ts';

/**
 * What an SDK reads that ran awsmfa as its `credential_process`: one line of JSON and a newline.
 *
 * On the warm path, so it imports nothing but `ground/credentials.ts`.
 */
export function renderProcessJson(credentials: Credentials): string {
  return `${JSON.stringify(processFields(credentials))}\n`;
}

/** The fields of the protocol, in the order of its documentation; what is not known is undefined. */
export function processFields(credentials: Credentials) {
  const session = isSession(credentials) ? credentials : undefined;
  return {
    // The SDKs refuse any version but the number 1; the string "1" is not it.
    Version: 1,
    AccessKeyId: credentials.accessKeyId,
    SecretAccessKey: credentials.secretAccessKey.reveal(),
    SessionToken: session?.sessionToken.reveal(),
    Expiration: session?.expiration && formatExpiration(session.expiration),
    AccountId: credentials.accountId,
  };
}

/**
 * `2026-11-20T22:00:00Z`, rounded down to the second as STS itself has it. boto3 crashes and Go fails on a time
 * without a zone.
 */
export function formatExpiration(expiration: Date): string {
  return expiration.toISOString().replace(/\.\d+/, '');
}
