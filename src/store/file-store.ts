import { lstatSync, readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { SessionKey } from '../plan/model/plan.ts';
import type { SessionStore, StoredEntry, StoredSession } from '../session/ports.ts';
import { isTemporaryName, sessionFileName, sessionKeyOf } from '../disk/file-names.ts';
import { readPrivateFile, writePrivateFile } from '../disk/private-file.ts';
import { isTrustedFolder, makePrivateFolder, type UserId } from '../disk/private-folder.ts';
import { parseSessionFile, renderSessionFile } from './session-file.ts';
import { storageFailure } from '../disk/storage-failure.ts';
import { sweep } from '../disk/sweep.ts';
import { errorCode } from '../disk/system-error.ts';

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
    remove: (key) => forget(options.folder, sessionFileName(key)),
    clear: () => forgetAll(options),
    list: () => (isTrusted(options) ? loadAll(options) : []),
    obstacle: () => undefined,
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
  const key = sessionKeyOf(name);
  const session = key === undefined ? undefined : read(options, key);
  return session !== undefined && session.expiration <= options.now();
}

function forget(folder: string, name: string): boolean {
  try {
    unlinkSync(join(folder, name));
    return true;
  } catch (error) {
    if (!isNothingThere(error)) throw storageFailure(folder, error);
    return false;
  }
}

/** A folder of ours that others may write to is closed first, so that nobody can put back what we remove. */
function forgetAll({ folder, uid }: FileStoreOptions): number {
  try {
    if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) return 0;
    makePrivateFolder(folder, uid);
    return removeAll(folder, readdirSync(folder).filter(isOurName));
  } catch (error) {
    throw storageFailure(folder, error);
  }
}

function isOurName(name: string): boolean {
  return sessionKeyOf(name) !== undefined || isTemporaryName(name);
}

/** Removes what can be removed before it tells of what cannot. */
function removeAll(folder: string, names: readonly string[]): number {
  const failures: unknown[] = [];
  const removed = names.filter((name) => {
    try {
      return forget(folder, name);
    } catch (error) {
      failures.push(error);
      return false;
    }
  });
  if (failures.length > 0) throw failures[0];
  return removed.length;
}

function isNothingThere(error: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '');
}

function loadAll(options: FileStoreOptions): readonly StoredEntry[] {
  return namesIn(options.folder).flatMap((name) => {
    const key = sessionKeyOf(name);
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
  return join(folder, sessionFileName(key));
}
