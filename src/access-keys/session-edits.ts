import { expirationNames } from '../config/key-expiration.ts';
import type { Edit } from '../config/edit/edit.ts';
import { isSession, type Credentials } from '../ground/credentials.ts';
import { sectionOf } from './config-files.ts';

/** The changes that put a session under this name into the credentials file, in place of the one that was there. */
export function sessionEdits(name: string, credentials: Credentials): readonly Edit[] {
  const section = sectionOf(name);
  const token = isSession(credentials) ? credentials.sessionToken.reveal() : undefined;
  const values: readonly (readonly [key: string, value: string | undefined])[] = [
    ['aws_access_key_id', credentials.accessKeyId],
    ['aws_secret_access_key', credentials.secretAccessKey.reveal()],
    ['aws_session_token', token],
    ['aws_account_id', credentials.accountId],
    ...ofAnotherSession.map((key) => [key, undefined] as const),
  ];
  const edits = values.map(([key, value]): Edit =>
    value === undefined ? { kind: 'unset', section, key } : { kind: 'set', section, key, value },
  );
  return [{ kind: 'add-section', section }, ...edits];
}

/** The old name of the session token, which botocore prefers, and when other tools say that theirs expires. */
const ofAnotherSession = ['aws_security_token', ...expirationNames];
