import { lstatSync, readdirSync, unlinkSync } from 'node:fs';
import { extname, join } from 'node:path';
import { temporarySuffix } from './private-file.ts';
import { succeeds } from './system-error.ts';

const hourMs = 3_600_000;

/**
 * How long a file may be of use, by its suffix. GetSessionToken issues for at most 36 hours, so a session that was
 * written before that has ended, readable or not.
 */
const useMs: Readonly<Record<string, number>> = { '.json': 36 * hourMs, [temporarySuffix]: hourMs };

/**
 * Removes what is of no use any more: expired sessions, files nobody can read, and what a killed process left half
 * written. The folder holds a few dozen files, so it is done whenever one is written. Never fails: it is only tidying.
 *
 * A session that another process renews between our look and our removal is lost, which costs one renewal.
 */
export function sweep(folder: string, now: Date, isExpired: (name: string) => boolean): void {
  succeeds(() => {
    for (const name of readdirSync(folder)) {
      if (isTooOld(join(folder, name), now) || isExpired(name)) remove(join(folder, name));
    }
  });
}

function isTooOld(file: string, now: Date): boolean {
  const limitMs = useMs[extname(file)];
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (limitMs === undefined || stat === undefined) return false;
  return now.getTime() - stat.mtimeMs > limitMs;
}

function remove(file: string): void {
  succeeds(() => unlinkSync(file));
}
