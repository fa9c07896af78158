import type { SessionKey } from '../plan/model/plan.ts';
import { Secret } from '../ground/secret.ts';
import { isSealed, type StoredSession } from '../session/ports.ts';
import { parseJsonObject } from '../words/json-object.ts';

const suffix = '.json';

/** What a session's file is called. */
export function sessionFileName(key: SessionKey): string {
  if (!isSessionKey(key)) throw new TypeError('a session key is a hash in lower-case hexadecimal');
  return key + suffix;
}

/** The key of the session in a file of this name; undefined for a name that is not ours. */
export function sessionKeyOf(name: string): SessionKey | undefined {
  const text = name.slice(0, -suffix.length);
  return isSessionKey(text) && sessionFileName(text) === name ? text : undefined;
}

/**
 * The text of a session's file: the names of the credential_process protocol, and our own. A sealed one has `Sealed` in
 * place of the secrets, and another version, so that an older awsmfa ignores it.
 */
export function renderSessionFile(key: SessionKey, session: StoredSession): string {
  return JSON.stringify({
    Version: isSealed(session) ? 2 : 1,
    Key: key,
    AccessKeyId: session.accessKeyId,
    ...renderSecrets(session),
    Expiration: session.expiration.toISOString(),
    IssuedAt: session.issuedAt.toISOString(),
    AccountId: session.accountId,
  });
}

function renderSecrets(session: StoredSession) {
  if (isSealed(session)) return { Sealed: session.sealed };
  const { secretAccessKey, sessionToken } = session;
  return { SecretAccessKey: secretAccessKey.reveal(), SessionToken: sessionToken.reveal() };
}

/** Undefined for anything but what `renderSessionFile` writes for this key. */
export function parseSessionFile(text: string, key: SessionKey): StoredSession | undefined {
  const fields = parseJsonObject(text);
  if (fields?.['Key'] !== key) return undefined;
  const accessKeyId = shaped(fields['AccessKeyId'], /^\w{1,128}$/);
  const secrets = parseSecrets(fields);
  const expiration = parseTime(fields['Expiration']);
  const issuedAt = parseTime(fields['IssuedAt']);
  if (!accessKeyId || !secrets || !expiration || !issuedAt) return undefined;
  const account = parseAccount(fields['AccountId']);
  if (account === undefined || issuedAt > expiration) return undefined;
  return { accessKeyId, ...secrets, expiration, issuedAt, ...account };
}

type Fields = Readonly<Record<string, unknown>>;

function parseSecrets(fields: Fields) {
  if (fields['Version'] === 2) {
    const sealed = shaped(fields['Sealed'], /^[\w+/=]{1,65536}$/);
    return sealed === undefined ? undefined : { sealed };
  }
  const secretAccessKey = shaped(fields['SecretAccessKey'], /^[!-~]{1,256}$/);
  const sessionToken = shaped(fields['SessionToken'], /^[!-~]{1,32768}$/);
  if (fields['Version'] !== 1 || !secretAccessKey || !sessionToken) return undefined;
  return {
    secretAccessKey: new Secret(secretAccessKey),
    sessionToken: new Secret(sessionToken),
  };
}

/** Session keys are SHA-256 hashes in lower-case hexadecimal, and so are safe as file names. */
function isSessionKey(text: string): text is SessionKey {
  return /^[0-9a-f]{64}$/.test(text);
}

function shaped(value: unknown, shape: RegExp): string | undefined {
  return typeof value === 'string' && shape.test(value) ? value : undefined;
}

/**
 * Exactly what `toISOString` writes (`toJSON` is that, or null for no date), so that no zone is guessed and 30 February
 * does not become 2 March.
 */
function parseTime(value: unknown): Date | undefined {
  if (typeof value !== 'string') return undefined;
  const time = new Date(value);
  return time.toJSON() === value ? time : undefined;
}

function parseAccount(value: unknown): { accountId?: string } | undefined {
  if (value === undefined) return {};
  const accountId = shaped(value, /^\d{12}$/);
  return accountId === undefined ? undefined : { accountId };
}
