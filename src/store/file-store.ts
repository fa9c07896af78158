import { lstatSync, readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Failure } from '../ground/failure.ts';
import type { SessionKey } from '../plan/model/plan.ts';
import { isFromFuture, longestSessionMs } from '../session/freshness.ts';
import type { SessionStore, StoredSession } from '../session/ports.ts';
import {
  isTemporaryName,
  readPrivateFile,
  tryToWrite,
  writePrivateFile,
} from '../disk/private-file.ts';
import { isTrustedFolder, makePrivateFolder, type UserId } from '../disk/private-folder.ts';
import { sweep } from '../disk/sweep.ts';
import { errorCode } from '../ground/error-code.ts';
import {
  parseSessionFile,
  renderSessionFile,
  sessionFileName,
  sessionKeyOf,
} from './session-file.ts';
import { storageFailure } from './storage-failure.ts';

export interface FileStoreOptions {
  /** `sessions` under AWSMFA_HOME; made when the first session is put into it. */
  readonly folder: string;
  readonly uid: UserId;
  readonly now: () => Date;
}

/**
 * The cache on disk: one file for each session, closed to everybody else. `get` is on the warm path: it makes five
 * system calls and loads nothing but `node:fs` and `node:path`.
 */
export function createFileStore(options: FileStoreOptions): SessionStore {
  return {
    get: (key) => load(options, key),
    put: (key, session) => save(options, key, session),
    remove: (key) => removeFile(options.folder, sessionFileName(key)),
    clear: () => clear(options),
    obstacle: () => findObstacle(options),
  };
}

function load(options: FileStoreOptions, key: SessionKey): StoredSession | undefined {
  const session = read(options, key);
  return session !== undefined && isCurrent(session, options.now()) ? session : undefined;
}

/**
 * Neither expired nor issued in the future. After a clock was set back, a session would seem to last longer than it
 * does, and an SDK that believed it would not ask again while AWS rejects it.
 */
function isCurrent(session: StoredSession, now: Date): boolean {
  return session.expiration > now && !isFromFuture(session, now);
}

/** Whatever is wrong with the folder or the file (gone, foreign, nested too deep for the stack), it is a miss. */
function read({ folder, uid }: FileStoreOptions, key: SessionKey): StoredSession | undefined {
  try {
    if (!isTrustedFolder(folder, uid)) return undefined;
    const text = readPrivateFile(fileOf(folder, key), uid);
    return text === undefined ? undefined : parseSessionFile(text, key);
  } catch {
    return undefined;
  }
}

function save(options: FileStoreOptions, key: SessionKey, session: StoredSession): void {
  const { folder, uid, now } = options;
  try {
    makePrivateFolder(folder, uid);
    writePrivateFile(fileOf(folder, key), renderSessionFile(key, session));
  } catch (error) {
    throw storageFailure(folder, error);
  }
  sweep(folder, now(), (name, ageMs) => isUseless(options, name, ageMs));
}

/**
 * If another process renews the session between our look and the removal, that session is lost: it costs one renewal.
 */
function isUseless(options: FileStoreOptions, name: string, ageMs: number): boolean {
  const key = sessionKeyOf(name);
  if (key === undefined) return false;
  const session = read(options, key);
  return ageMs > longestSessionMs || (session !== undefined && session.expiration <= options.now());
}

function removeFile(folder: string, name: string): boolean {
  try {
    unlinkSync(join(folder, name));
    return true;
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw storageFailure(folder, error);
  }
}

/** A folder of ours that others may write to is closed first, so that nobody can put back what we remove. */
function clear({ folder, uid }: FileStoreOptions): number {
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

/** Removes all that it can, then fails if anything is left. */
function removeAll(folder: string, names: readonly string[]): number {
  const failures: unknown[] = [];
  const removed = names.filter((name) => {
    try {
      return removeFile(folder, name);
    } catch (error) {
      failures.push(error);
      return false;
    }
  });
  if (failures.length > 0) throw failures[0];
  return removed.length;
}

function findObstacle({ folder, uid }: FileStoreOptions): Failure | undefined {
  try {
    makePrivateFolder(folder, uid);
    tryToWrite(folder);
    return undefined;
  } catch (error) {
    return storageFailure(folder, error);
  }
}

function fileOf(folder: string, key: SessionKey): string {
  return join(folder, sessionFileName(key));
}
