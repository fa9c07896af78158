import type { Failure } from '../ground/failure.ts';
import type { Job } from '../host/terminal/job.ts';
import type { Terminal, TerminalResult } from '../host/terminal/terminal.ts';
import { renderFailure } from '../render/failure.ts';
import type { Lease, TokenCodeRequest, TokenCodeSource } from '../session/ports.ts';
import { describeCodeRequest } from './code-request-text.ts';
import * as failures from './prompt-failures.ts';
import { type Ending, ask } from '../ask/question.ts';
import type { SpentCodes } from './spent-codes.ts';

export interface PromptOptions {
  readonly openTerminal: () => Promise<TerminalResult>;
  /** Whether the terminal understands sequences that move its cursor. */
  readonly cursor: 'movable' | 'fixed';
  /** Whether a person at the terminal sees what is written to standard error. */
  readonly isErrorOutputShown: () => boolean;
  /** Names the program that started awsmfa, safe to show. */
  readonly caller: () => Promise<string | undefined>;
  readonly job: Job;
  readonly now: () => Date;
  readonly spent: Pick<SpentCodes, 'secondsUntilFresh'>;
  /** Resolves when no other process asks on this terminal, and keeps others from it until the lease is released. */
  readonly takeTurn: () => Promise<Lease>;
  /** How long the caller waits for a code: for all the questions about one together, and for what went before. */
  readonly timeoutMs: number;
  /** How much of that was waited for other processes already. */
  readonly waitedMs: () => number;
  /** Why nobody is to be asked, as `whyNotToAsk` words it; undefined where somebody may. */
  readonly disabled?: string | undefined;
  /**
   * Called before this process ends by a signal: the last chance to let go of a lock and, with a failure, to tell those
   * who wait for it that the person cancelled.
   */
  readonly abandon: (failure?: Failure) => Promise<void>;
}

export interface Prompt extends TokenCodeSource {
  /**
   * Shows on the terminal why a run failed, if a code was asked for there and standard error is not shown: the AWS SDKs
   * for JavaScript and Java drop a helper's.
   */
  tell(failure: Failure): Promise<void>;
}

/**
 * Asks a person on the controlling terminal, and nowhere else: stdin may be the data of `aws s3 cp - …`, or a pipe
 * that nobody ever writes to.
 *
 * Its `code` throws a Failure of kind `code-unavailable`, at once, where nobody can be asked, and of kind `cancelled`
 * where somebody was and gave no code. After Ctrl-C, and when the caller has gone, it does not return.
 */
export function createPrompt(options: PromptOptions): Prompt {
  let deadline: AbortSignal | undefined;
  return {
    name: 'terminal',
    async code(request) {
      // Before the wait: whoever has no terminal, or runs in the background, is to be told at once.
      (await openTerminal(request, options)).close();
      const turn = await options.takeTurn();
      try {
        if (deadline === undefined || request.rejected === undefined)
          deadline = startClock(options);
        return await codeFromTerminal(request, options, deadline);
      } finally {
        await turn.release();
      }
    },

    async tell(failure) {
      if (deadline === undefined || options.isErrorOutputShown()) return;
      const opened = await options.openTerminal();
      if ('unavailable' in opened) return;
      opened.terminal.write(renderFailure(failure).replaceAll('\n', '\r\n'));
      opened.terminal.close();
    },
  };
}

function startClock({ timeoutMs, waitedMs }: PromptOptions): AbortSignal {
  return AbortSignal.timeout(clamp(Math.ceil(timeoutMs - waitedMs())));
}

/** A timer for longer than this many milliseconds fires at once. */
function clamp(timeoutMs: number): number {
  return Math.min(Math.max(0, timeoutMs), 2 ** 31 - 1);
}

async function openTerminal(request: TokenCodeRequest, options: PromptOptions): Promise<Terminal> {
  if (options.disabled !== undefined) throw failures.nobodyToAsk(request, options.disabled);
  const opened = await options.openTerminal();
  if ('unavailable' in opened) throw failures.nobodyToAsk(request, opened.unavailable);
  return opened.terminal;
}

async function codeFromTerminal(
  request: TokenCodeRequest,
  options: PromptOptions,
  deadline: AbortSignal,
): Promise<string> {
  const terminal = await openTerminal(request, options);
  try {
    const ending = await askUntilEnded(terminal, request, options, deadline);
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
  deadline: AbortSignal,
): Promise<FinalEnding> {
  const { job, cursor } = options;
  const caller = await options.caller();
  for (;;) {
    const secondsUntilFresh = options.spent.secondsUntilFresh(request.mfaSerial, options.now());
    const message = describeCodeRequest(request, caller, secondsUntilFresh);
    const ending = await ask({
      ...{ terminal, cursor, job, deadline, message, validate },
      ...shown,
    });
    if (ending.kind !== 'continued') return ending;
  }
}

/** A code is worth nothing once it was used; nothing of it stays on the screen. */
const shown = { typing: 'shown', afterwards: 'wiped' } as const;

type FinalEnding = Exclude<Ending, { kind: 'continued' }>;

function validate(answer: string): true | string {
  return /^\d{6}$/.test(withoutSpaces(answer)) || 'an MFA code has six digits';
}

/** Many devices show the code in two groups. */
function withoutSpaces(answer: string): string {
  return answer.replaceAll(' ', '');
}

/** @throws Failure, unless this process ends by a signal. */
async function giveUp(
  ending: Exclude<FinalEnding, { kind: 'answered' }>,
  request: TokenCodeRequest,
  { job, timeoutMs, abandon }: PromptOptions,
): Promise<never> {
  // Whatever goes wrong in it, this process still has to end.
  const letGo = async (failure?: Failure) => abandon(failure).catch(() => undefined);
  switch (ending.kind) {
    case 'signal':
      await letGo(ending.signal === 'SIGINT' ? failures.declined(request) : undefined);
      return job.dieOf(ending.signal);
    case 'end-of-input':
      throw failures.declined(request);
    case 'too-late':
      throw failures.tooLate(request, timeoutMs);
    case 'hung-up':
    case 'orphaned':
      // There is nobody to tell.
      await letGo();
      return job.dieOf('SIGHUP');
  }
}
