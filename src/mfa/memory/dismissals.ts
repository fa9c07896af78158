import { dirname } from 'node:path';
import { readPrivateFile, writePrivateFile } from '../../disk/private-file.ts';
import { makePrivateFolder, type UserId } from '../../disk/private-folder.ts';
import { ifPossible } from './if-possible.ts';

/**
 * Remembers, from one process to the next, that somebody closed a window that asked for a code: a program that tries
 * again and again would open it again and again. It keeps only the time, and ignores whatever goes wrong with its file.
 */
export interface Dismissals {
  mark(now: Date): void;
  /** For how long no window is to be opened; undefined where one may be. */
  secondsLeft(now: Date): number | undefined;
}

/** @param file under AWSMFA_HOME; undefined: nothing is kept */
export function createDismissals(file: string | undefined, uid: UserId): Dismissals {
  if (file === undefined) return { mark: () => undefined, secondsLeft: () => undefined };
  return {
    mark(now) {
      ifPossible(() => {
        makePrivateFolder(dirname(file), uid);
        writePrivateFile(file, `${now.toISOString()}\n`);
      });
    },

    secondsLeft(now) {
      const text = ifPossible(() => readPrivateFile(file, uid)) ?? '';
      const passedMs = now.getTime() - Date.parse(text.trim());
      // A time to come is from before the clock was set back.
      const isRecent = passedMs >= 0 && passedMs < quietMs;
      return isRecent ? Math.ceil((quietMs - passedMs) / 1000) : undefined;
    },
  };
}

const quietMs = 5 * 60_000;
