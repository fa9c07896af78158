import type { SessionKey } from '../plan/model/plan.ts';

const suffix = '.json';

/** Session keys are SHA-256 hashes in lower-case hexadecimal, and so are safe as file names. */
function isSessionKey(text: string): text is SessionKey {
  return /^[0-9a-f]{64}$/.test(text);
}

/** What a session's file is called. */
export function sessionFileName(key: SessionKey): string {
  if (!isSessionKey(key)) throw new TypeError('a session key is a hash in lower-case hexadecimal');
  return key + suffix;
}

/** The key of the session in a file of this name; undefined where we give no file such a name. */
export function sessionKeyOf(name: string): SessionKey | undefined {
  const text = name.endsWith(suffix) ? name.slice(0, -suffix.length) : '';
  return isSessionKey(text) ? text : undefined;
}

/** What a file is called until it is whole: never twice the same. */
export function temporaryName(file: string): string {
  return `${file}.${crypto.randomUUID().slice(0, 8)}.tmp`;
}

/** Whether we call files so while we write them. All our files are named for a hash, some with a suffix. */
export function isTemporaryName(name: string): boolean {
  return /^[0-9a-f]{64}(?:\.json)?\.[0-9a-f]{8}\.tmp$/.test(name);
}
