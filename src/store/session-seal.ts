import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Secret } from '../ground/secret.ts';
import type { SessionKey } from '../plan/model/plan.ts';
import type { IssuedSession, SealedSession } from '../session/ports.ts';

const cipher = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;

/** A new key to seal with, in base64. */
export function newSealingKey(): Secret {
  return new Secret(randomBytes(32).toString('base64'));
}

/** Whether this is a key to seal with: somebody may have put something else in its place. */
export function isSealingKey(key: Secret): boolean {
  return Buffer.from(key.reveal(), 'base64').length === 32;
}

/**
 * Encrypts the secrets of a session with AES-256-GCM. What stays readable is authenticated with them, and so is the
 * session key: the file of one session is of no use in the place of another's.
 */
export function sealSession(
  sealingKey: Secret,
  key: SessionKey,
  session: IssuedSession,
): SealedSession {
  const { secretAccessKey, sessionToken, ...known } = session;
  const iv = randomBytes(ivBytes);
  const encryption = createCipheriv(cipher, bytesOf(sealingKey), iv);
  encryption.setAAD(authenticated(key, known));
  const secrets = JSON.stringify([secretAccessKey.reveal(), sessionToken.reveal()]);
  const encrypted = Buffer.concat([encryption.update(secrets, 'utf8'), encryption.final()]);
  const sealed = Buffer.concat([iv, encryption.getAuthTag(), encrypted]).toString('base64');
  return { ...known, sealed };
}

/** Undefined where it was sealed with another key or for another session key, or anything of it was changed since. */
export function openSession(
  sealingKey: Secret,
  key: SessionKey,
  session: SealedSession,
): IssuedSession | undefined {
  const { sealed, ...known } = session;
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const iv = bytes.subarray(0, ivBytes);
    const decryption = createDecipheriv(cipher, bytesOf(sealingKey), iv, {
      authTagLength: tagBytes,
    });
    decryption.setAAD(authenticated(key, known));
    decryption.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
    const encrypted = bytes.subarray(ivBytes + tagBytes);
    const text = Buffer.concat([decryption.update(encrypted), decryption.final()]).toString('utf8');
    // Ours, since it is authentic.
    const [secretAccessKey, sessionToken] = JSON.parse(text) as [string, string];
    const secrets = {
      secretAccessKey: new Secret(secretAccessKey),
      sessionToken: new Secret(sessionToken),
    };
    return { ...known, ...secrets };
  } catch {
    return undefined;
  }
}

function bytesOf(sealingKey: Secret): Buffer {
  return Buffer.from(sealingKey.reveal(), 'base64');
}

function authenticated(key: SessionKey, known: Omit<SealedSession, 'sealed'>): Buffer {
  const { accessKeyId, accountId, expiration, issuedAt } = known;
  const times = [expiration.toISOString(), issuedAt.toISOString()];
  return Buffer.from(JSON.stringify([key, accessKeyId, accountId ?? null, ...times]));
}
