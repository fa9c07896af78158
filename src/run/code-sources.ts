import { join } from 'node:path';
import type { RunOptions } from './run-options.ts';
import type { Environment } from '../ground/environment.ts';
import { Failure } from '../ground/failure.ts';
import type { Host } from '../host/host.ts';
import { promptMs } from '../session/deadlines.ts';
import { durationForms, parseDuration } from '../words/duration.ts';
import type { TokenCodeRequest, TokenCodeSource } from '../session/ports.ts';
import type { ProcessLock } from './process-lock.ts';
import { createGivenCode } from '../mfa/given-code.ts';
import type { Prompt } from '../mfa/prompt.ts';

export interface TokenCodeOptions {
  readonly host: Host;
  readonly options: Pick<RunOptions, 'tokenCode' | 'prompting'>;
  /** AWSMFA_HOME, which keeps the memory of spent codes; undefined: nothing is kept. */
  readonly folder: string | undefined;
  readonly lock: ProcessLock;
}

export interface TokenCodes {
  /** Asked in this order: what was given explicitly, then a person at the terminal. */
  readonly sources: readonly TokenCodeSource[];
  /** Waits for a run. If it fails, shows why to the person who was asked for a code, unless standard error shows it. */
  tellingWhy<T>(run: Promise<T>): Promise<T>;
}

/** Where a code may come from. */
export function createTokenCodes(context: TokenCodeOptions): TokenCodes {
  const { host, options } = context;
  const option = options.tokenCode;
  const variable = host.env['AWSMFA_TOKEN_CODE'];
  let prompt: Promise<Prompt> | undefined;
  const sources = [
    createGivenCode('`--token-code`', async () =>
      option === '-' ? ((await host.readLine()) ?? '') : option,
    ),
    createGivenCode('`AWSMFA_TOKEN_CODE`', () => Promise.resolve(variable || undefined)),
    {
      name: 'terminal',
      code: async (request: TokenCodeRequest) =>
        (await (prompt ??= openPrompt(context))).code(request),
    },
  ];
  return {
    sources,
    async tellingWhy(run) {
      try {
        return await run;
      } catch (error) {
        if (error instanceof Failure) await (await prompt)?.tell(error);
        throw error;
      }
    },
  };
}

async function openPrompt({ host, options, folder, lock }: TokenCodeOptions): Promise<Prompt> {
  const [prompt, { whyNotToAsk }, { createSpentCodes }, terminal, { findCaller }, { job }] =
    await Promise.all([
      import('../mfa/prompt.ts'),
      import('../mfa/why-not-to-ask.ts'),
      import('../mfa/spent-codes.ts'),
      import('../host/terminal/terminal.ts'),
      import('../host/process/caller.ts'),
      import('../host/terminal/job.ts'),
    ]);
  return prompt.createPrompt({
    openTerminal: terminal.openTerminal,
    cursor: host.env['TERM'] === 'dumb' ? 'fixed' : 'movable',
    isErrorOutputShown: terminal.isErrorOutputShown,
    caller: findCaller,
    job,
    now: host.now,
    spent: createSpentCodes(folder && join(folder, 'spent'), host.uid),
    takeTurn: lock.acquireTerminal,
    waitedMs: lock.waitedMs,
    timeoutMs: promptTimeout(host.env) ?? promptMs,
    disabled: whyNotToAsk({ noPrompt: options.prompting === 'forbidden' }, host.env),
    abandon: lock.abandon,
  });
}

/** @throws Failure of kind `configuration` for what is no duration. */
function promptTimeout(env: Environment): number | undefined {
  const set = env['AWSMFA_PROMPT_TIMEOUT'];
  if (!set) return undefined;
  const seconds = parseDuration(set);
  if (seconds) return seconds * 1000;
  throw new Failure('configuration', `\`AWSMFA_PROMPT_TIMEOUT\` "${set}" is not a duration`, [
    `use ${durationForms}, or unset it`,
  ]);
}
