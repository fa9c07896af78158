import { splitCommand } from '../words/split-command.ts';
import type { Credentials } from '../ground/credentials.ts';
import { Failure } from '../ground/failure.ts';
import { describeNotStarted } from '../host/child/not-started.ts';
import { runProgram, type ProgramResult } from '../host/process/run-program.ts';
import { describeOrigin } from '../ground/origin.ts';
import type { KeySource } from '../plan/model/plan.ts';
import { describeProfile } from '../words/profile-name.ts';
import { describeDuration } from '../words/duration.ts';
import type { Environment } from '../ground/environment.ts';
import { parseProcessAnswer } from './process-answer.ts';
import { helperGraceMs, helperMs } from '../session/deadlines.ts';
import { resolvingVariable } from './resolving.ts';
import { withoutSecrets } from '../words/without-secrets.ts';

type ProcessSource = Extract<KeySource, { kind: 'process' }>;

const maxBytes = 64 * 1024;

export interface ProcessOptions {
  readonly env: Environment;
  readonly platform: NodeJS.Platform;
  readonly now: () => Date;
  readonly timeoutMs?: number;
}

/**
 * Runs another program's `credential_process`, as botocore does: split into arguments, no shell. What it prints on
 * stderr is shown only when it fails.
 *
 * @throws Failure of kind `configuration` where it cannot run, fails, takes too long, or answers outside the protocol.
 */
export async function keyFromProcess(
  source: ProcessSource,
  { env, platform, now, timeoutMs = helperMs }: ProcessOptions,
): Promise<Credentials> {
  const words = splitCommand(source.command, platform);
  if (words === undefined) throw failed(source, 'leaves a quotation mark or backslash open');
  if (!words[0]) throw failed(source, 'names no program');
  // The code is for our own calls: a program that found it would spend it.
  const { AWSMFA_TOKEN_CODE: _code, ...others } = env;
  const childEnv = { ...others, ...resolvingVariable(env, source.profile) };
  const limits = { timeoutMs, graceMs: helperGraceMs, maxBytes };
  const result = await runProgram(words, { env: childEnv, ...limits });
  const stdout = standardOutput(source, { words, result, timeoutMs, secrets: secretsIn(env) });
  const answer = parseProcessAnswer(stdout, now());
  if (typeof answer === 'string') throw failed(source, `answered outside the protocol: ${answer}`);
  const accountId = answer.accountId ?? source.accountId;
  return accountId === undefined ? answer : { ...answer, accountId };
}

interface Finished {
  /** Of the command line. */
  readonly words: readonly string[];
  readonly result: ProgramResult;
  readonly timeoutMs: number;
  readonly secrets: readonly string[];
}

/** @throws Failure unless the program exited with status 0. */
function standardOutput(
  source: ProcessSource,
  { words, result, timeoutMs, secrets }: Finished,
): string {
  switch (result.ended) {
    case 'exit':
      if (result.status === 0) return result.stdout;
      throw failed(source, `failed with status ${result.status}${said(result.stderr, secrets)}`);
    case 'signal':
      throw failed(source, `was terminated by ${result.signal}${said(result.stderr, secrets)}`);
    case 'timeout':
      throw failed(source, `took longer than ${describeDuration(timeoutMs / 1000)}`);
    case 'too much output':
      throw failed(source, 'printed more than any credentials take');
    case 'caller gone':
      throw failed(source, 'was stopped: the program that asked for credentials has exited');
    case 'not started':
      throw failed(source, describeNotStarted(result.reason, words));
  }
}

/** The end of what it said, where the reason is; a trace of its commands may hold secrets, which are blotted out. */
function said(stderr: string, secrets: readonly string[]): string {
  const text = withoutSecrets(stderr.trim(), secrets).slice(-500);
  return text === '' ? '' : `: ${text}`;
}

/** What the program may have found in the environment. */
function secretsIn(env: Environment): readonly string[] {
  const values = ['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'].map((name) => env[name]);
  return values.filter((value) => value !== undefined);
}

/** The command itself is not shown: people put secrets into it. */
function failed(source: ProcessSource, what: string): Failure {
  const origin = source.origins['command'];
  const where = origin === undefined ? '' : ` (${describeOrigin(origin)})`;
  return new Failure(
    'configuration',
    `the \`credential_process\` of ${describeProfile(source.profile)}${where} ${what}`,
    ['run the command of that line yourself to see what it does'],
  );
}
