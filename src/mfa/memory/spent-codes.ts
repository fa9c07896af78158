import { unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { sha256 } from '../../words/hash.ts';
import { readPrivateFile, writePrivateFile } from '../../disk/private-file.ts';
import { makePrivateFolder, type UserId } from '../../disk/private-folder.ts';
import { sweep } from '../../disk/sweep.ts';
import { ifPossible } from './if-possible.ts';

/**
 * Remembers, from one process to the next, that the code a device shows at the moment was used already. AWS takes each
 * code once, whether it accepted it or not, and the next is up to 30 s away.
 *
 * It keeps the number of the time step, never the code. The only use is a hint at the question and a wait before a
 * program is run, so whatever goes wrong with its files is ignored.
 */
export interface SpentCodes {
  /** To be called when a code is about to be sent. */
  mark(mfaSerial: string, now: Date): void;
  /** To be called when it turns out that the code was not sent. */
  unmark(mfaSerial: string): void;
  /**
   * How long until the device shows an unused code, 1 to 30 s; undefined where the current one is not known to be used.
   */
  secondsUntilFresh(mfaSerial: string, now: Date): number | undefined;
}

/** @param folder where the files go, one for each device; made if it is missing; undefined: nothing is kept */
export function createSpentCodes(folder: string | undefined, uid: UserId): SpentCodes {
  if (folder === undefined) return noMemory;
  return {
    mark(mfaSerial, now) {
      ifPossible(() => {
        makePrivateFolder(folder, uid);
        writePrivateFile(fileOf(folder, mfaSerial), `${timeStep(now)}\n`);
        sweep(folder, now);
      });
    },

    unmark: (mfaSerial) => ifPossible(() => unlinkSync(fileOf(folder, mfaSerial))),

    secondsUntilFresh(mfaSerial, now) {
      const current = timeStep(now);
      const spent = ifPossible(() => readPrivateFile(fileOf(folder, mfaSerial), uid));
      if (spent !== `${current}\n`) return undefined;
      return secondsUntilNextStep(now);
    },
  };
}

const noMemory: SpentCodes = {
  mark: () => undefined,
  unmark: () => undefined,
  secondsUntilFresh: () => undefined,
};

/** RFC 6238: the codes of all devices change at the full and the half minute. */
export function timeStep(now: Date): number {
  return Math.floor(now.getTime() / stepMs);
}

/** 1 to 30. */
export function secondsUntilNextStep(now: Date): number {
  return Math.ceil(((timeStep(now) + 1) * stepMs - now.getTime()) / 1_000);
}

const stepMs = 30_000;

/** A serial may hold any character; its hash fits every file system. */
function fileOf(folder: string, mfaSerial: string): string {
  return join(folder, sha256(mfaSerial));
}
