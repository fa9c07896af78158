import type { Secret } from './secret.ts';

/** A long-term access key of an IAM user. */
export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: Secret;
  /** The account the key belongs to, twelve digits, where it is known. */
  readonly accountId?: string;
}

/** Temporary credentials: an access key with a session token. */
export interface SessionCredentials extends AccessKey {
  readonly sessionToken: Secret;
  /** When they expire; undefined for temporary credentials in the environment, or in a file that does not say it. */
  readonly expiration?: Date;
}

export type Credentials = AccessKey | SessionCredentials;

export function isSession(credentials: Credentials): credentials is SessionCredentials {
  return 'sessionToken' in credentials;
}
