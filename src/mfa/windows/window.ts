import { declined, nobodyToAsk, tooLate } from '../../session/code-failures.ts';
import type { Lease, NoCode, TokenCodeRequest, TokenCodeSource } from '../../session/ports.ts';
import { describeDuration } from '../../words/duration.ts';
import type { Dismissals } from '../memory/dismissals.ts';
import type { SpentCodes } from '../memory/spent-codes.ts';
import {
  runCodeProgram,
  type CodeCommand,
  type CodeProgramOptions,
  type CodeProgramResult,
} from '../programs/code-program.ts';
import { inTurn } from '../terminal/in-turn.ts';
import { describeCodeRequest } from '../text/code-request-text.ts';
import { validateCode, withoutSpaces } from '../text/code-text.ts';

/** What a window asks: lines of printable text, and how long it may stay. */
export interface WindowQuestion {
  readonly lines: readonly string[];
  /** At least 1. */
  readonly seconds: number;
}

/** How a window ended. */
export type WindowEnding =
  | { readonly kind: 'entered'; readonly text: string }
  | { readonly kind: 'dismissed' | 'too late' }
  /** It was not shown: the next program, or the next source, may do better. */
  | { readonly kind: 'not shown'; readonly because: string };

/** A program that asks in a window: what it is started with, and what its end means. */
export interface WindowProgram {
  readonly command: (question: WindowQuestion) => CodeCommand;
  readonly ending: (result: Finished) => WindowEnding;
}

export type Finished = Extract<CodeProgramResult, { ended: 'exit' }>;

export interface WindowOptions extends CodeProgramOptions {
  readonly now: () => Date;
  readonly caller: () => Promise<string | undefined>;
  readonly spent: Pick<SpentCodes, 'secondsUntilFresh'>;
  readonly dismissals: Dismissals;
  /** Whether it is a person who runs awsmfa: after a window was closed, no other program may open one for a while. */
  readonly isByHand: () => Promise<boolean>;
  /** Resolves when no other process asks at the same place, and keeps others from it until the lease is released. */
  readonly takeTurn: () => Promise<Lease>;
}

/**
 * A source that asks in a window, by the first of these programs that can show one.
 *
 * @param programs or why there is none
 */
export function createWindow(
  name: string,
  programs: readonly [WindowProgram, ...WindowProgram[]] | NoCode,
  options: WindowOptions,
): TokenCodeSource {
  return {
    name,
    async code(request) {
      if ('because' in programs) return programs;
      return inTurn(options.takeTurn, async () => {
        await refuseAfterDismissal(request, options);
        return codeFromWindow(programs, request, options);
      });
    },
  };
}

/** @throws Failure if somebody has closed a window in the last minutes, unless a person runs awsmfa now. */
async function refuseAfterDismissal(
  request: TokenCodeRequest,
  { dismissals, now, isByHand }: WindowOptions,
): Promise<void> {
  const seconds = dismissals.secondsLeft(now());
  if (seconds === undefined || (await isByHand())) return;
  const why = `a question for one was dismissed, so no window opens for ${describeDuration(seconds)}`;
  throw nobodyToAsk(request, [why]);
}

/** An answer that is no code is asked for again, but only a few times: a program may be answering. */
async function codeFromWindow(
  programs: readonly [WindowProgram, ...WindowProgram[]],
  request: TokenCodeRequest,
  options: WindowOptions,
): Promise<string | NoCode> {
  let complaint: string | undefined;
  for (let attempt = 1; attempt <= mostAttempts; attempt += 1) {
    const ending = await show(
      programs,
      await questionOf(request, complaint, options),
      request,
      options,
    );
    switch (ending.kind) {
      case 'entered': {
        const verdict = validateCode(ending.text);
        if (verdict === true) return withoutSpaces(ending.text);
        complaint = verdict;
        break;
      }
      case 'dismissed':
        options.dismissals.mark(options.now());
        throw declined(request);
      case 'too late':
        throw tooLate(request);
      case 'not shown':
        return { because: ending.because };
    }
  }
  throw declined(request);
}

const mostAttempts = 3;

async function questionOf(
  request: TokenCodeRequest,
  complaint: string | undefined,
  { caller, spent, now }: WindowOptions,
): Promise<WindowQuestion> {
  const untilFresh = spent.secondsUntilFresh(request.mfaSerial, now());
  const lines = describeCodeRequest(request, await caller(), untilFresh);
  return {
    lines: complaint === undefined ? lines : [`that was no code: ${complaint}`, ...lines],
    seconds: Math.max(1, Math.ceil(request.deadline.leftMs() / 1000)),
  };
}

async function show(
  programs: readonly [WindowProgram, ...WindowProgram[]],
  question: WindowQuestion,
  request: TokenCodeRequest,
  options: WindowOptions,
): Promise<WindowEnding> {
  const reasons: string[] = [];
  for (const { command, ending } of programs) {
    const started = command(question);
    const ended = endingOf(started, await runCodeProgram(started, request, options), ending);
    if (ended.kind !== 'not shown') return ended;
    reasons.push(ended.because);
  }
  return { kind: 'not shown', because: reasons.join(', and ') };
}

function endingOf(
  { words: [program = ''] }: CodeCommand,
  result: CodeProgramResult,
  ending: WindowProgram['ending'],
): WindowEnding {
  const notShown = (what: string): WindowEnding => ({
    kind: 'not shown',
    because: `\`${program}\` ${what}`,
  });
  switch (result.ended) {
    case 'exit':
      return isWithoutDisplay(result) ? notShown('finds no display') : ending(result);
    case 'timeout':
      return { kind: 'too late' };
    case 'not started':
      return notShown(
        result.reason === 'ENOENT' ? 'is not installed' : `cannot be started (${result.reason})`,
      );
    case 'signal':
      return notShown(`was terminated by ${result.signal}`);
    case 'too much output':
      return notShown('printed more than a code');
  }
}

/** GTK, Qt and the X toolkit end with the status of a cancelled question where there is no display after all. */
function isWithoutDisplay({ status, stderr }: Finished): boolean {
  return status !== 0 && /(?:open|connect to) display/i.test(stderr);
}
