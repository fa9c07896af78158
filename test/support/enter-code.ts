import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Ended } from './ended.ts';
import type { Pty } from './pty.ts';

/** Waits until the code of this device is asked for, types one, and waits until it was taken. */
export async function enterCode(
  pty: Pty,
  ended: Promise<Ended>,
  serial: string,
  code: string,
): Promise<void> {
  await orSayHowItEnded(pty.waitFor(`MFA code for ${serial} ›`), ended);
  pty.write(`${code}\r`);
  // Until then every key draws the question anew, which would be taken for the next one.
  await orSayHowItEnded(pty.waitFor('" entered'), ended);
}

/** Where the question never came: a program that ended says why on stderr, not on the terminal. */
async function orSayHowItEnded(asked: Promise<void>, ended: Promise<Ended>): Promise<void> {
  try {
    await asked;
  } catch (error) {
    const now = await Promise.race([ended, nextTurn()]);
    throw new Error(`${String(error)}; it ended with ${JSON.stringify(now)}`);
  }
}
