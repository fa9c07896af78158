import { Failure, type FailureKind } from '../../ground/failure.ts';
import { describeOrigin } from '../../ground/origin.ts';
import { pause } from '../../host/terminal/pause.ts';
import type { TerminalResult } from '../../host/terminal/terminal.ts';
import type { CodePlan } from '../../plan/model/plan.ts';
import { declined } from '../../session/code-failures.ts';
import type { Lease, TokenCodeRequest, TokenCodeSource } from '../../session/ports.ts';
import { describeProfile } from '../../words/profile-name.ts';
import { splitCommand } from '../../words/split-command.ts';
import { printable } from '../../words/text.ts';
import { withoutSecrets } from '../../words/without-secrets.ts';
import { secondsUntilNextStep, timeStep, type SpentCodes } from '../memory/spent-codes.ts';
import { openNotice, type Notice } from '../terminal/notice.ts';
import { runCodeProgram, type CodeProgramOptions, type CodeProgramResult } from './code-program.ts';

export interface MfaProcessOptions extends CodeProgramOptions {
  readonly platform: NodeJS.Platform;
  readonly openTerminal: () => Promise<TerminalResult>;
  readonly cursor: 'movable' | 'fixed';
  readonly takeTurn: () => Promise<Lease>;
  readonly now: () => Date;
  readonly spent: Pick<SpentCodes, 'secondsUntilFresh'>;
}

/**
 * Runs the profile's `mfa_process`, a program that prints a code: split into arguments as a `credential_process` is, no
 * shell. A code that was just spent is not asked for again: the program is run when the next period begins.
 *
 * Throws a Failure where it cannot run, fails, takes too long or prints anything but six digits.
 */
export function createMfaProcess(plan: CodePlan, options: MfaProcessOptions): TokenCodeSource {
  const words = splitCommand(plan.mfaProcess ?? '', options.platform);
  let lastStep: number | undefined;
  return {
    name: 'mfa_process',
    async code(request) {
      const failed = failing(plan, request);
      if (words === undefined)
        throw failed('leaves a quotation mark or backslash open', 'configuration');
      if (!words[0]) throw failed('names no program', 'configuration');
      return withNotice(options, async (notice) => {
        await untilFresh(lastStep, request, notice, options);
        notice.say(describeRun(words[0] ?? '', request));
        lastStep = timeStep(options.now());
        const onDeath = () => notice.remove();
        return codeIn(await runCodeProgram({ words, onDeath }, request, options), failed);
      });
    },
  };
}

/** The program may ask on the terminal itself, so that it gets its turn there like a question of ours. */
async function withNotice<T>(
  { openTerminal, takeTurn, cursor }: MfaProcessOptions,
  work: (notice: Notice) => Promise<T>,
): Promise<T> {
  const opened = await openTerminal();
  const turn = 'terminal' in opened ? await takeTurn() : undefined;
  const notice = openNotice(opened, cursor);
  try {
    return await work(notice);
  } finally {
    notice.remove();
    await turn?.release();
  }
}

function describeRun(program: string, { profile }: TokenCodeRequest): string {
  const name = program.replace(/^.*[/\\]/, '');
  return `awsmfa: waiting for the MFA code of ${printable(name)} for ${describeProfile(profile)} (touch your key if it blinks)`;
}

/** @throws Failure where the next code comes after the deadline. */
async function untilFresh(
  lastStep: number | undefined,
  request: TokenCodeRequest,
  notice: Notice,
  { now, spent, job, abandon }: MfaProcessOptions,
): Promise<void> {
  const isSpent = lastStep === timeStep(now());
  const seconds =
    spent.secondsUntilFresh(request.mfaSerial, now()) ??
    (isSpent ? secondsUntilNextStep(now()) : undefined);
  if (seconds === undefined) return;
  if (seconds * 1000 >= request.deadline.leftMs()) throw tooFarOff(request, seconds);
  notice.say(`awsmfa: the current MFA code was just used: waiting ${seconds} s for the next one`);
  const ending = await pause(seconds * 1000, job);
  if (ending.kind === 'over') return;
  notice.remove();
  const isCancelled = ending.kind === 'signal' && ending.signal === 'SIGINT';
  await abandon(isCancelled ? declined(request) : undefined).catch(() => undefined);
  return job.dieOf(ending.kind === 'signal' ? ending.signal : 'SIGHUP');
}

function tooFarOff({ profile, deadline }: TokenCodeRequest, seconds: number): Failure {
  return new Failure(
    'code-unavailable',
    `the current MFA code of ${describeProfile(profile)} was used already, and the next one is ${seconds} s off, with ${Math.floor(deadline.leftMs() / 1000)} s left to wait for it`,
    ['try again in half a minute'],
  );
}

type Failing = (what: string, kind?: FailureKind) => Failure;

/** @throws Failure unless it exited with status 0 and printed six digits, which alone are a code. */
function codeIn(result: CodeProgramResult, failed: Failing): string {
  switch (result.ended) {
    case 'exit': {
      const { status, stdout, stderr } = result;
      if (status !== 0) throw failed(`failed with status ${status}${said(stderr)}`);
      const code = /^(\d{6})\s*$/.exec(stdout)?.[1];
      if (code === undefined) throw failed(`printed ${describeOutput(stdout)}${said(stderr)}`);
      return code;
    }
    case 'signal':
      throw failed(`was terminated by ${result.signal}${said(result.stderr)}`);
    case 'timeout':
      throw failed('printed no code in time');
    case 'too much output':
      throw failed('printed more than a code');
    case 'not started':
      throw failed(`could not be started (${result.reason})`, 'configuration');
  }
}

/** Not what it printed: that may be a secret. */
function describeOutput(stdout: string): string {
  return stdout.trim() === '' ? 'nothing' : 'something else than six digits';
}

/** The end of what it said, where the reason is, without anything that may be a code. */
function said(stderr: string): string {
  const text = withoutSecrets(stderr.trim())
    .replaceAll(/\b\d{6}\b/g, '[secret]')
    .slice(-500);
  return text === '' ? '' : `: ${text}`;
}

/**
 * Words a failure: of kind `cancelled` where it ran, since those who wait for the same code need not run it as well.
 * The command itself is not shown: people put secrets into it.
 */
function failing({ origins }: CodePlan, { profile }: TokenCodeRequest): Failing {
  const origin = origins['mfaProcess'];
  const where = origin === undefined ? '' : ` (${describeOrigin(origin)})`;
  return (what, kind = 'cancelled') =>
    new Failure(kind, `the \`mfa_process\` of ${describeProfile(profile)}${where} ${what}`, [
      'run the command of that line yourself: it has to print the six digits of a code, and nothing else',
    ]);
}
