import type { Failure } from '../../ground/failure.ts';
import type { Job } from '../../host/terminal/job.ts';
import type { Terminal, TerminalResult } from '../../host/terminal/terminal.ts';
import { declined, tooLate } from '../../session/code-failures.ts';
import type { Lease, TokenCodeRequest, TokenCodeSource } from '../../session/ports.ts';
import type { SpentCodes } from '../memory/spent-codes.ts';
import { describeCodeRequest } from '../text/code-request-text.ts';
import { validateCode, withoutSpaces } from '../text/code-text.ts';
import { type Ending, ask } from '../../ask/question.ts';
import { inTurn } from './in-turn.ts';

export interface PromptOptions {
  readonly openTerminal: () => Promise<TerminalResult>;
  /** Whether the terminal understands sequences that move its cursor. */
  readonly cursor: 'movable' | 'fixed';
  /** Names the program that started awsmfa, safe to show. */
  readonly caller: () => Promise<string | undefined>;
  readonly job: Job;
  readonly now: () => Date;
  readonly spent: Pick<SpentCodes, 'secondsUntilFresh'>;
  /** Resolves when no other process asks on this terminal, and keeps others from it until the lease is released. */
  readonly takeTurn: () => Promise<Lease>;
  /**
   * Called before this process ends by a signal: the last chance to let go of a lock and, with a failure, to tell those
   * who wait for it that the person cancelled.
   */
  readonly abandon: (failure?: Failure) => Promise<void>;
}

/**
 * Asks a person on the controlling terminal, and nowhere else: stdin may be the data of `aws s3 cp - …`, or a pipe
 * that nobody ever writes to.
 *
 * Throws a Failure of kind `cancelled` where somebody was asked and gave no code. After Ctrl-C, and when the caller has
 * gone, it does not return.
 */
export function createPrompt(options: PromptOptions): TokenCodeSource {
  return {
    name: 'tty',
    async code(request) {
      // Before the wait: whoever has no terminal, or runs in the background, is to be told at once.
      const before = await options.openTerminal();
      if ('unavailable' in before) return { because: before.unavailable };
      before.terminal.close();
      return inTurn(options.takeTurn, async () => {
        const opened = await options.openTerminal();
        if ('unavailable' in opened) return { because: opened.unavailable };
        return codeFromTerminal(opened.terminal, request, options);
      });
    },
  };
}

async function codeFromTerminal(
  terminal: Terminal,
  request: TokenCodeRequest,
  options: PromptOptions,
): Promise<string> {
  try {
    const ending = await askUntilEnded(terminal, request, options);
    if (ending.kind === 'answered') return withoutSpaces(ending.answer);
    return await giveUp(ending, request, options);
  } finally {
    terminal.close();
  }
}

/**
 * A job that was stopped asks anew when it goes on, since the shell has written on the terminal. What was typed before
 * is dropped: by then the device shows another code.
 */
async function askUntilEnded(
  terminal: Terminal,
  request: TokenCodeRequest,
  options: PromptOptions,
): Promise<FinalEnding> {
  const { job, cursor } = options;
  const { deadline, mfaSerial } = request;
  const caller = await options.caller();
  for (;;) {
    const secondsUntilFresh = options.spent.secondsUntilFresh(mfaSerial, options.now());
    const message = describeCodeRequest(request, caller, secondsUntilFresh);
    const ending = await ask({
      ...{ terminal, cursor, job, deadline, message, validate: validateCode },
      ...shown,
    });
    if (ending.kind !== 'continued') return ending;
  }
}

/** A code is worth nothing once it was used; nothing of it stays on the screen. */
const shown = { typing: 'shown', afterwards: 'wiped' } as const;

type FinalEnding = Exclude<Ending, { kind: 'continued' }>;

/** @throws Failure, unless this process ends by a signal. */
async function giveUp(
  ending: Exclude<FinalEnding, { kind: 'answered' }>,
  request: TokenCodeRequest,
  { job, abandon }: PromptOptions,
): Promise<never> {
  // Whatever goes wrong in it, this process still has to end.
  const letGo = async (failure?: Failure) => abandon(failure).catch(() => undefined);
  switch (ending.kind) {
    case 'signal':
      await letGo(ending.signal === 'SIGINT' ? declined(request) : undefined);
      return job.dieOf(ending.signal);
    case 'end-of-input':
      throw declined(request);
    case 'too-late':
      throw tooLate(request);
    case 'hung-up':
    case 'orphaned':
      // There is nobody to tell.
      await letGo();
      return job.dieOf('SIGHUP');
  }
}
