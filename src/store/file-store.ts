import { readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { SessionKey } from '../plan/plan.ts';
import type { SessionStore, StoredEntry, StoredSession } from '../session/ports.ts';
import { readPrivateFile, writePrivateFile } from './private-file.ts';
import { isTrustedFolder, makePrivateFolder, type UserId } from './private-folder.ts';
import { isSessionKey, parseSessionFile, renderSessionFile } from './session-file.ts';
import { storageFailure } from './storage-failure.ts';
import { sweep } from './sweep.ts';
import { errorCode } from './system-error.ts';

const suffix = '.json';

export interface FileStoreOptions {
  /** `sessions` under AWSMFA_HOME; made when the first session is put into it. */
  readonly folder: string;
  readonly uid: UserId;
  readonly now: () => Date;
}

/**
 * The cache on disk: one file for each session, closed to everybody else. `get` is on the warm path: it makes five
 * calls of the system and loads nothing but `node:fs` and `node:path`.
 */
export function createFileStore(options: FileStoreOptions): SessionStore {
  return {
    get: (key) => (isTrusted(options) ? load(options, key) : undefined),
    put: (key, session) => save(options, key, session),
    remove: (key) => forget(options, key),
    list: () => (isTrusted(options) ? loadAll(options) : []),
  };
}

/** Whatever is wrong with the folder, it is as if there were none: a cache never fails a run. */
function isTrusted({ folder, uid }: FileStoreOptions): boolean {
  try {
    return isTrustedFolder(folder, uid);
  } catch {
    return false;
  }
}

function load(options: FileStoreOptions, key: SessionKey): StoredSession | undefined {
  const session = read(options, key);
  return session !== undefined && session.expiration > options.now() ? session : undefined;
}

/** Whatever is wrong with a file (gone, foreign, no JSON, nested too deep for the stack), it is as if there were none. */
function read({ folder, uid }: FileStoreOptions, key: SessionKey): StoredSession | undefined {
  try {
    const text = readPrivateFile(fileOf(folder, key), uid);
    return text === undefined ? undefined : parseSessionFile(text, key);
  } catch {
    return undefined;
  }
}

function save(options: FileStoreOptions, key: SessionKey, session: StoredSession): void {
  const { folder, uid } = options;
  try {
    makePrivateFolder(folder, uid);
    writePrivateFile(fileOf(folder, key), renderSessionFile(key, session));
  } catch (error) {
    throw storageFailure(folder, error);
  }
  sweep(folder, options.now(), (name) => isExpired(options, name));
}

function isExpired(options: FileStoreOptions, name: string): boolean {
  const key = keyOf(name);
  const session = key === undefined ? undefined : read(options, key);
  return session !== undefined && session.expiration <= options.now();
}

function forget({ folder }: FileStoreOptions, key: SessionKey): void {
  try {
    unlinkSync(fileOf(folder, key));
  } catch (error) {
    if (!isNothingThere(error)) throw storageFailure(folder, error);
  }
}

function isNothingThere(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '');
}

function loadAll(options: FileStoreOptions): readonly StoredEntry[] {
  return namesIn(options.folder).flatMap((name) => {
    const key = keyOf(name);
    const session = key === undefined ? undefined : load(options, key);
    return key === undefined || session === undefined ? [] : [{ key, session }];
  });
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function fileOf(folder: string, key: SessionKey): string {
  if (!isSessionKey(key)) throw new TypeError('a session key is lower-case hexadecimal');
  return join(folder, key + suffix);
}

function keyOf(name: string): SessionKey | undefined {
  const text = name.endsWith(suffix) ? name.slice(0, -suffix.length) : '';
  return isSessionKey(text) ? text : undefined;
}
