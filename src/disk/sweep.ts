import { lstatSync, readdirSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { isTemporaryName } from './private-file.ts';
import { succeeds } from './system-error.ts';

const hourMs = 3_600_000;

/**
 * Removes what a killed process left half written, and what `isUseless` says is no longer of use. The folder holds a
 * few dozen files, so it is done whenever one is written. Never fails: it is only tidying.
 *
 * @param isUseless is asked for every name in the folder, and how long ago the file was written
 */
export function sweep(
  folder: string,
  now: Date,
  isUseless: (name: string, ageMs: number) => boolean = () => false,
): void {
  succeeds(() => {
    for (const name of readdirSync(folder)) {
      const ageMs = now.getTime() - modifiedMs(join(folder, name));
      const abandoned = isTemporaryName(name) && ageMs > hourMs;
      if (abandoned || isUseless(name, ageMs)) succeeds(() => unlinkSync(join(folder, name)));
    }
  });
}

/** Infinity where the file no longer exists. */
function modifiedMs(file: string): number {
  return lstatSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
}
