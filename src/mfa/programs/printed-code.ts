import { Failure } from '../../ground/failure.ts';
import { programName } from '../../ground/program-name.ts';
import { describeNotStarted } from '../../host/child/not-started.ts';
import { pause } from '../../host/terminal/pause.ts';
import type { TerminalResult } from '../../host/terminal/terminal.ts';
import { declined } from '../../session/code-failures.ts';
import type { Lease, TokenCodeRequest } from '../../session/ports.ts';
import { describeProfile } from '../../words/profile-name.ts';
import { printable } from '../../words/text.ts';
import { withoutSecrets } from '../../words/without-secrets.ts';
import { secondsUntilNextStep, timeStep, type SpentCodes } from '../memory/spent-codes.ts';
import { inTurn } from '../terminal/in-turn.ts';
import { openNotice, type Notice } from '../terminal/notice.ts';
import { runCodeProgram, type CodeProgramOptions, type CodeProgramResult } from './code-program.ts';

export interface PrinterOptions extends CodeProgramOptions {
  readonly openTerminal: () => Promise<TerminalResult>;
  readonly cursor: 'movable' | 'fixed';
  readonly takeTurn: () => Promise<Lease>;
  readonly now: () => Date;
  readonly spent: Pick<SpentCodes, 'secondsUntilFresh'>;
}

/** Why a program printed no code. */
export interface Fault {
  /** As the rest of a sentence about the program: `failed with status 1: no YubiKey`. Quotes nothing it printed. */
  readonly what: string;
  /** Undefined where it ran; else the system's reason, `ENOENT` where there is no such program. */
  readonly notStarted?: string;
}

/**
 * Runs a program that prints a code, with a word on the terminal while it runs. A code that was just spent is not asked
 * for again: the program is run when the next period begins.
 *
 * @returns a function that runs it, and remembers when it did
 * @throws Failure of kind `code-unavailable` where the next period begins after the deadline
 */
export function createPrinter(words: readonly string[], options: PrinterOptions) {
  let lastStep: number | undefined;
  return (request: TokenCodeRequest): Promise<string | Fault> =>
    withNotice(options, async (notice) => {
      await untilFresh(lastStep, request, notice, options);
      notice.say(describeRun(words[0] ?? '', request));
      lastStep = timeStep(options.now());
      return codeIn(await runCodeProgram({ words, mayUseTerminal: true }, request, options), words);
    });
}

/** The program may ask on the terminal itself, so that it gets its turn there like a question of ours. */
async function withNotice<T>(
  { openTerminal, takeTurn, cursor }: PrinterOptions,
  work: (notice: Notice) => Promise<T>,
): Promise<T> {
  const opened = await openTerminal();
  const ask = async () => {
    const notice = openNotice(opened, cursor);
    return work(notice).finally(() => notice.remove());
  };
  return 'terminal' in opened ? inTurn(takeTurn, ask) : ask();
}

function describeRun(program: string, { profile }: TokenCodeRequest): string {
  return `awsmfa: waiting for the MFA code of ${printable(programName(program))} for ${describeProfile(profile)} (touch your key if it blinks)`;
}

async function untilFresh(
  lastStep: number | undefined,
  request: TokenCodeRequest,
  notice: Notice,
  { now, spent, job, abandon }: PrinterOptions,
): Promise<void> {
  const isOurs = lastStep === timeStep(now());
  const seconds =
    spent.secondsUntilFresh(request.mfaSerial, now()) ??
    (isOurs ? secondsUntilNextStep(now()) : undefined);
  if (seconds === undefined) return;
  if (seconds * 1000 >= request.deadline.leftMs()) throw tooFarOff(request, seconds);
  notice.say(`awsmfa: the current MFA code was just used: waiting ${seconds} s for the next one`);
  const ending = await pause(seconds * 1000, job);
  if (ending.kind === 'over') return;
  const isCancelled = ending.kind === 'signal' && ending.signal === 'SIGINT';
  await abandon(isCancelled ? declined(request) : undefined).catch(() => undefined);
  return job.dieOf(ending.kind === 'signal' ? ending.signal : 'SIGHUP');
}

function tooFarOff({ profile, deadline }: TokenCodeRequest, seconds: number): Failure {
  const left = Math.floor(deadline.leftMs() / 1000);
  return new Failure(
    'code-unavailable',
    `the current MFA code of ${describeProfile(profile)} has already been used: the next one comes in ${seconds} s, and only ${left} s are left to wait for it`,
    ['try again in half a minute'],
  );
}

/** Six digits and nothing else are a code. */
function codeIn(result: CodeProgramResult, words: readonly string[]): string | Fault {
  switch (result.ended) {
    case 'exit': {
      const { status, stdout, stderr } = result;
      if (status !== 0) return { what: `failed with status ${status}${said(stderr)}` };
      const code = /^(\d{6})\s*$/.exec(stdout)?.[1];
      return code ?? { what: `printed ${describeOutput(stdout)}${said(stderr)}` };
    }
    case 'signal':
      return { what: `was terminated by ${result.signal}${said(result.stderr)}` };
    case 'timeout':
      return { what: 'printed no code in time' };
    case 'too much output':
      return { what: 'printed more than a code' };
    case 'not started':
      return { what: describeNotStarted(result.reason, words), notStarted: result.reason };
  }
}

/** Not what it printed: that may be a secret. */
function describeOutput(stdout: string): string {
  return stdout.trim() === '' ? 'nothing' : 'something other than six digits';
}

/** The end of what it said, where the reason is, without anything that may be a code. */
function said(stderr: string): string {
  const text = withoutSecrets(stderr.trim())
    .replaceAll(/\b\d{6}\b/g, '[secret]')
    .slice(-500);
  return text === '' ? '' : `: ${text}`;
}
