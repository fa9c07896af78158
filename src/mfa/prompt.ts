import { Failure } from '../ground/failure.ts';
import type { Terminal, TerminalResult } from '../host/terminal/terminal.ts';
import type { Job } from '../host/terminal/job.ts';
import { describeProfile } from '../words/profile-name.ts';
import type { Lease, TokenCodeRequest, TokenCodeSource } from '../session/ports.ts';
import { describeCodeRequest } from './code-request-text.ts';
import * as failures from './prompt-failures.ts';
import { type Ending, ask } from './question.ts';
import type { SpentCodes } from './spent-codes.ts';

export interface PromptOptions {
  readonly openTerminal: () => Promise<TerminalResult>;
  /** See `discardTypedAhead` in src/host/terminal/terminal.ts. */
  readonly discardTypedAhead: () => void;
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
   * Called with the terminal restored, before Ctrl-C ends this process: the last chance to let go of a lock and to
   * tell those who wait for it that the person cancelled.
   */
  readonly beforeInterrupt?: (failure: Failure) => Promise<void>;
}

/**
 * Asks a person on the controlling terminal, and nowhere else: stdin may be the data of `aws s3 cp - …`, or a pipe
 * that nobody ever writes to.
 *
 * Its `code` throws a Failure of kind `code-unavailable`, at once, where nobody can be asked, and of kind `cancelled`
 * where somebody was and gave no code. After Ctrl-C it does not return.
 */
export function createPrompt(options: PromptOptions): TokenCodeSource {
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
    if (ending.kind !== 'answered') return await giveUp(ending, terminal, request, options);
    terminal.output.write(`awsmfa: MFA code for ${describeProfile(request.profile)} entered\n`);
    return withoutSpaces(ending.answer);
  } finally {
    terminal.close();
  }
}

/**
 * A job that was stopped asks anew when it goes on, since the shell has had the terminal and written on it. What was
 * typed before is dropped: by then the device shows another code.
 */
async function askUntilEnded(
  terminal: Terminal,
  request: TokenCodeRequest,
  options: PromptOptions,
  deadline: AbortSignal,
): Promise<FinalEnding> {
  const { job, discardTypedAhead } = options;
  const caller = await options.caller();
  for (;;) {
    const secondsUntilFresh = options.spent.secondsUntilFresh(request.mfaSerial, options.now());
    const message = describeCodeRequest(request, caller, secondsUntilFresh);
    const ending = await ask({ terminal, job, discardTypedAhead, deadline, message, validate });
    if (ending.kind === 'key-signal' && ending.signal === 'SIGTSTP') job.signalGroup(ending.signal);
    else if (ending.kind !== 'continued') return ending;
  }
}

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
  terminal: Terminal,
  request: TokenCodeRequest,
  { job, timeoutMs, beforeInterrupt }: PromptOptions,
): Promise<never> {
  terminal.close();
  // Whatever goes wrong in it, Ctrl-C still has to end the caller.
  const tellFirst = async () =>
    beforeInterrupt?.(failures.declined(request)).catch(() => undefined);
  switch (ending.kind) {
    case 'key-signal':
      await tellFirst();
      job.signalGroup(ending.signal);
      throw failures.declined(request);
    case 'signal':
      if (ending.signal === 'SIGINT') await tellFirst();
      return job.dieOf(ending.signal);
    case 'declined':
      throw failures.declined(request);
    case 'too-late':
      throw failures.tooLate(request, timeoutMs);
    case 'hung-up':
      // What a closed window sends is on its way to this process, through the shell. An ordinary exit would make Node
      // abort: it resets a standard stream that was a terminal, and calls the EIO it gets for that a bug.
      return job.dieOf('SIGHUP');
    case 'orphaned':
      throw failures.orphaned(request);
  }
}
