import { setTimeout as pause } from 'node:timers/promises';
import type { StandIn } from '../../stand-in/server.ts';
import { phone } from '../../support/five-accounts.ts';
import { type Pty, spawnInPty } from '../../support/pty.ts';

export interface Sitting {
  /** Everything that was written to the terminal. */
  readonly text: string;
  readonly questions: number;
}

export interface Desk {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly question: RegExp;
  readonly standIn: StandIn;
  /**
   * The first code is typed when so many questions are there, or nothing more has appeared for so long; default: at
   * once.
   */
  readonly firstAnswer?: { readonly questions: number; readonly orAfterMs: number };
}

/** After so many seconds it is taken to hang. */
const patience = 120;

/** Runs a command on a terminal, and answers every question with a code of its own until it has ended. */
export async function sitThrough(
  [program = '', ...args]: readonly string[],
  desk: Desk,
): Promise<Sitting> {
  const { env, cwd, question } = desk;
  const pty = spawnInPty(program, args, { env, cwd, columns: 200 });
  const isRunning = runningUntil(pty.exit);
  const person = createPerson(pty, desk);
  const deadline = Date.now() + patience * 1000;
  while (isRunning() && Date.now() < deadline) {
    person.look();
    await pause(20);
  }
  if (isRunning()) pty.hangUp();
  await pty.exit;
  return { text: pty.raw(), questions: countOf(question, pty.raw()) };
}

function runningUntil(end: Promise<unknown>): () => boolean {
  let isRunning = true;
  void end.then(() => (isRunning = false));
  return () => isRunning;
}

/**
 * Types a code when there is a question and nothing more appears, and the next one when AWS has seen it. What is typed
 * while a program begins to ask may be thrown away, and is then typed again.
 */
function createPerson(
  pty: Pty,
  { question, standIn, firstAnswer = { questions: 1, orAfterMs: 0 } }: Desk,
): { readonly look: () => void } {
  const codesSeen = () =>
    standIn.calls.filter(({ parameters }) => parameters['TokenCode'] !== undefined).length;
  const before = codesSeen();
  let code = { text: '', number: 0, typedAt: 0 };
  let screen = { length: 0, since: 0 };
  const isStill = (now: number, asked: number) => {
    const { length } = pty.raw();
    if (length !== screen.length) screen = { length, since: now };
    const isWaiting = code.number === 0 && asked < firstAnswer.questions;
    return now - screen.since > (isWaiting ? firstAnswer.orAfterMs : 100);
  };
  const type = (text: string, number: number, typedAt: number) => {
    code = { text, number, typedAt };
    pty.write(`${text}\r`);
  };
  return {
    look() {
      const now = Date.now();
      const answered = codesSeen() - before;
      const asked = countOf(question, pty.raw());
      if (!isStill(now, asked) || asked <= answered) return;
      if (code.number <= answered) type(standIn.device(phone).next(), answered + 1, now);
      else if (now - code.typedAt > 5000) type(code.text, code.number, now);
    },
  };
}

function countOf(pattern: RegExp, text: string): number {
  return [...text.matchAll(new RegExp(pattern.source, `${pattern.flags}g`))].length;
}
