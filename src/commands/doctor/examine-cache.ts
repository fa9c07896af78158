import { lstatSync, readdirSync, rmdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { awsmfaHome } from '../../disk/awsmfa-home.ts';
import { isTemporaryName, readPrivateFile } from '../../disk/private-file.ts';
import { isOpen, isOurs, type UserId } from '../../disk/private-folder.ts';
import { succeeds } from '../../disk/system-error.ts';
import type { CacheEntry, ExaminedCache } from '../../doctor/model/surroundings.ts';
import { Failure } from '../../ground/failure.ts';
import type { Host } from '../../host/host.ts';
import { createFileStore } from '../../store/file-store.ts';
import { parseSessionFile, sessionKeyOf } from '../../store/session-file.ts';
import { homelessFailure } from '../../store/storage-failure.ts';
import { seen } from './real-disk.ts';

/** What is kept, and whether more can be. Leaves everything as it was. */
export function examineCache(host: Host): ExaminedCache {
  try {
    const home = awsmfaHome(host.env, host.home);
    if (home === undefined) return { home, obstacle: homelessFailure(), entries: [] };
    const folder = join(home, 'sessions');
    const entries = readEntries(folder, host);
    return { home, obstacle: findObstacle(folder, host), entries };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { home: undefined, obstacle: error, entries: [] };
  }
}

function readEntries(folder: string, host: Host): readonly CacheEntry[] {
  const names = seen(() => readdirSync(folder)) ?? [];
  return names.flatMap((name) => readEntry(join(folder, name), name, host) ?? []);
}

/** Undefined for a file that has gone meanwhile. */
function readEntry(file: string, name: string, host: Host): CacheEntry | undefined {
  const written = seen(() => lstatSync(file))?.mtimeMs;
  if (written === undefined) return undefined;
  const entry = { file, ageMs: host.now().getTime() - written };
  const key = sessionKeyOf(name);
  if (key === undefined)
    return { ...entry, state: isTemporaryName(name) ? 'half written' : 'foreign' };
  const text = seen(() => readPrivateFile(file, host.uid));
  const session = text === undefined ? undefined : parseSessionFile(text, key);
  if (session === undefined) return { ...entry, state: 'unreadable' };
  const { expiration, issuedAt } = session;
  return { ...entry, state: 'session', expiration, issuedAt };
}

/**
 * Found by trying to keep something. That makes the folders that are missing, which are removed again. It would also
 * close a folder that is open to others, which is a finding of its own, so an open one is left as it is.
 */
function findObstacle(folder: string, { uid, now }: Host): Failure | undefined {
  if (isOursAndOpen(folder, uid)) return undefined;
  const made = foldersToMake(folder);
  const obstacle = createFileStore({ folder, uid, now }).obstacle();
  for (const each of made) succeeds(() => rmdirSync(each));
  return obstacle;
}

function isOursAndOpen(folder: string, uid: UserId): boolean {
  const stat = seen(() => lstatSync(folder));
  return stat?.isDirectory() === true && isOurs(stat, uid) && isOpen(stat, uid, 0o077);
}

/** The innermost first. */
function foldersToMake(folder: string): readonly string[] {
  const exists = seen(() => lstatSync(folder)) !== undefined;
  return exists || dirname(folder) === folder ? [] : [folder, ...foldersToMake(dirname(folder))];
}
