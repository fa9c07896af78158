import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

/**
 * Remembers, from one process to the next, that the code a device shows at the moment was used already. AWS takes
 * each code once, whether it accepted it or not, and the next is up to 30 s away.
 *
 * It keeps the number of the time step, never the code. It is there for a kind word at the prompt only, so whatever
 * goes wrong with its files is passed over.
 */
export interface SpentCodes {
  /** To be called when a code was sent, or is about to be. */
  mark(mfaSerial: string, now: Date): void;
  /** How long until the device shows an unused code, 1 to 30 s; undefined where the current one is not known to be used. */
  secondsUntilFresh(mfaSerial: string, now: Date): number | undefined;
}

/** @param folder where the files go, one for each device; made if it is missing */
export function createSpentCodes(folder: string): SpentCodes {
  return {
    mark(mfaSerial, now) {
      attempt(() => {
        mkdirSync(folder, { recursive: true, mode: 0o700 });
        write(fileOf(folder, mfaSerial), `${timeStep(now)}\n`);
      });
    },

    secondsUntilFresh(mfaSerial, now) {
      const current = timeStep(now);
      const spent = attempt(() => read(fileOf(folder, mfaSerial)));
      if (spent !== `${current}\n`) return undefined;
      return Math.ceil(((current + 1) * stepMs - now.getTime()) / 1_000);
    },
  };
}

/** RFC 6238: the codes of all devices change at the full and the half minute. */
function timeStep(now: Date): number {
  return Math.floor(now.getTime() / stepMs);
}

const stepMs = 30_000;

/** A serial may hold any character; its hash fits every file system. */
function fileOf(folder: string, mfaSerial: string): string {
  return join(folder, createHash('sha256').update(mfaSerial).digest('hex'));
}

/** Neither follows a planted link nor waits at a planted pipe. (Both are undefined on Windows, and count as 0.) */
const careful = constants.O_NOFOLLOW | constants.O_NONBLOCK;

function write(file: string, text: string): void {
  const { O_WRONLY, O_CREAT, O_TRUNC } = constants;
  withDescriptor(openSync(file, O_WRONLY | O_CREAT | O_TRUNC | careful, 0o600), (descriptor) => {
    fchmodSync(descriptor, 0o600);
    writeSync(descriptor, text);
  });
}

function read(file: string): string | undefined {
  return withDescriptor(openSync(file, constants.O_RDONLY | careful), (descriptor) => {
    const status = fstatSync(descriptor);
    return status.isFile() && status.size <= longest
      ? readFileSync(descriptor, 'latin1')
      : undefined;
  });
}

/** More bytes than a time step will have. */
const longest = 32;

function withDescriptor<T>(descriptor: number, use: (descriptor: number) => T): T {
  try {
    return use(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function attempt<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
