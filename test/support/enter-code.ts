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
  await orSayHowItEnded(pty.waitFor(wiped), ended);
}

/** What is written once an answer was accepted: the question and the answer disappear. */
export const wiped = '\u001b[J';

/** Where the question never came: a program that ended says why on stderr, not on the terminal. */
async function orSayHowItEnded(asked: Promise<void>, ended: Promise<Ended>): Promise<void> {
  try {
    await asked;
  } catch (error) {
    const now = await Promise.race([ended, nextTurn()]);
    throw new Error(`${String(error)}; it ended with ${JSON.stringify(now)}`);
  }
}
