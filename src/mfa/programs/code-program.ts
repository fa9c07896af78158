import type { Environment } from '../../ground/environment.ts';
import type { Failure } from '../../ground/failure.ts';
import { runProgram, type ProgramResult } from '../../host/process/run-program.ts';
import type { Job } from '../../host/terminal/job.ts';
import { keepModes } from '../../host/terminal/kept-modes.ts';
import { helperGraceMs } from '../../session/deadlines.ts';
import { declined } from '../../session/code-failures.ts';
import type { TokenCodeRequest } from '../../session/ports.ts';
import { askingVariable } from './asking.ts';

export interface CodeProgramOptions {
  readonly env: Environment;
  readonly job: Job;
  /** As for the prompt: lets go of the locks before this process ends by a signal. */
  readonly abandon: (failure?: Failure) => Promise<void>;
}

export interface CodeCommand {
  readonly words: readonly string[];
  readonly input?: string;
  /** Variables for it, besides ours. */
  readonly variables?: Environment;
  /** Whether it may ask on the terminal, on which no other awsmfa asks meanwhile. */
  readonly mayUseTerminal?: boolean;
}

export type CodeProgramResult = Exclude<ProgramResult, { ended: 'caller gone' }>;

/**
 * Runs a program that is to come back with a code, until the deadline. If it may ask on the terminal and does not exit
 * by itself, the terminal is put back into the modes from before. Where the caller has gone, or a signal ends this
 * process, it does not return.
 */
export async function runCodeProgram(
  { words, input, variables, mayUseTerminal = false }: CodeCommand,
  request: TokenCodeRequest,
  { env, job, abandon }: CodeProgramOptions,
): Promise<CodeProgramResult> {
  const restoreModes = mayUseTerminal ? await keepModes() : undefined;
  const result = await runProgram(words, {
    env: { ...withoutKeys(env), ...askingVariable(env, request.mfaSerial), ...variables },
    timeoutMs: request.deadline.leftMs(),
    graceMs: helperGraceMs,
    maxBytes,
    ...(input === undefined ? {} : { input }),
    async beforeDeath(signal) {
      await restoreModes?.();
      await abandon(signal === 'SIGINT' ? declined(request) : undefined);
    },
  });
  if (result.ended !== 'exit') await restoreModes?.();
  if (result.ended !== 'caller gone') return result;
  await abandon().catch(() => undefined);
  return job.dieOf('SIGHUP');
}

/** Far more than a code and what a program says of it. */
const maxBytes = 64 * 1024;

/** None of them is needed to make up a code, and a code that was given would be spent by whoever finds it. */
function withoutKeys(env: Environment): Environment {
  const {
    AWSMFA_TOKEN_CODE: _code,
    AWS_ACCESS_KEY_ID: _id,
    AWS_SECRET_ACCESS_KEY: _secret,
    AWS_SESSION_TOKEN: _token,
    AWS_SECURITY_TOKEN: _oldToken,
    ...others
  } = env;
  return others;
}
