import type { AccessKey, Credentials, SessionCredentials } from '../ground/credentials.ts';
import { looksSecret } from '../words/key-text.ts';
import { parseJsonObject } from '../words/json-object.ts';
import { Secret } from '../ground/secret.ts';

/**
 * Reads what a `credential_process` printed.
 *
 * https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
 *
 * @returns the credentials, or a few words on what is wrong with it, which quote none of it
 */
export function parseProcessAnswer(stdout: string, now: Date): Credentials | string {
  const fields = parseJsonObject(stdout);
  if (fields === undefined) return 'not a JSON object';
  if (fields['Version'] !== 1) return '`Version` is not the number 1';
  const text = (name: string) => {
    const value = fields[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const [accessKeyId, secretAccessKey] = [text('AccessKeyId'), text('SecretAccessKey')];
  if (accessKeyId === undefined) return '`AccessKeyId` is missing';
  if (secretAccessKey === undefined) return '`SecretAccessKey` is missing';
  const sessionToken = text('SessionToken');
  if (looksSecret(accessKeyId)) return '`AccessKeyId` is not an access key id';
  const accountId = text('AccountId');
  const key: AccessKey = {
    accessKeyId,
    secretAccessKey: new Secret(secretAccessKey),
    ...(accountId === undefined ? {} : { accountId }),
  };
  return sessionToken === undefined ? key : session(key, sessionToken, text('Expiration'), now);
}

function session(
  key: AccessKey,
  sessionToken: string,
  expires: string | undefined,
  now: Date,
): SessionCredentials | string {
  const temporary = { ...key, sessionToken: new Secret(sessionToken) };
  if (expires === undefined) return temporary;
  const expiration = new Date(expires);
  if (Number.isNaN(expiration.getTime())) return '`Expiration` is not a date';
  if (expiration <= now) return `the credentials expired at ${expiration.toISOString()}`;
  return { ...temporary, expiration };
}
