import { lstatSync, readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { isTemporaryName, sessionKeyOf } from './file-names.ts';
import { succeeds } from './system-error.ts';

const hourMs = 3_600_000;

/**
 * Removes what is of no use any more: expired sessions, files nobody can read, and what a killed process left half
 * written; nothing whose name is not one of ours. The folder holds a few dozen files, so it is done whenever one is
 * written. Never fails: it is only tidying.
 *
 * A session that another process renews between our look and our removal is lost, which costs one renewal.
 */
export function sweep(folder: string, now: Date, isExpired: (name: string) => boolean): void {
  succeeds(() => {
    for (const name of readdirSync(folder)) {
      if (isTooOld(folder, name, now) || isExpired(name)) remove(join(folder, name));
    }
  });
}

function isTooOld(folder: string, name: string, now: Date): boolean {
  const limitMs = useMs(name);
  if (limitMs === undefined) return false;
  const stat = lstatSync(join(folder, name), { throwIfNoEntry: false });
  return stat !== undefined && now.getTime() - stat.mtimeMs > limitMs;
}

/**
 * How long a file may be of use. GetSessionToken issues for at most 36 hours, so a session that was written before
 * that has ended, readable or not.
 */
function useMs(name: string): number | undefined {
  if (sessionKeyOf(name) !== undefined) return 36 * hourMs;
  return isTemporaryName(name) ? hourMs : undefined;
}

function remove(file: string): void {
  succeeds(() => unlinkSync(file));
}
