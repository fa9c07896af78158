import type { Environment } from '../ground/environment.ts';
import { join } from 'node:path';
import type { RunOptions } from './run-options.ts';
import { Failure } from '../ground/failure.ts';
import type { Host } from '../host/host.ts';
import { durationForms, parseDuration } from '../words/duration.ts';
import { promptMs } from '../session/deadlines.ts';
import type { TokenCodeSource } from '../session/ports.ts';
import type { ProcessLock } from './process-lock.ts';
import { createGivenCode } from '../mfa/given-code.ts';

export interface TokenCodeOptions {
  readonly host: Host;
  readonly options: Pick<RunOptions, 'tokenCode' | 'prompting'>;
  /** AWSMFA_HOME, which keeps the memory of spent codes; undefined: nothing is kept. */
  readonly folder: string | undefined;
  readonly lock: ProcessLock;
}

/** Where a code may come from, in the order they are asked: what was given by hand, then a person at the terminal. */
export function createTokenCodeSources(context: TokenCodeOptions): readonly TokenCodeSource[] {
  const { host, options } = context;
  const option = options.tokenCode;
  const variable = host.env['AWSMFA_TOKEN_CODE'];
  let prompt: Promise<TokenCodeSource> | undefined;
  return [
    createGivenCode('`--token-code`', async () =>
      option === '-' ? ((await host.readLine()) ?? '') : option,
    ),
    createGivenCode('`AWSMFA_TOKEN_CODE`', () => Promise.resolve(variable || undefined)),
    {
      name: 'terminal',
      code: async (request) => (await (prompt ??= openPrompt(context))).code(request),
    },
  ];
}

async function openPrompt({
  host,
  options,
  folder,
  lock,
}: TokenCodeOptions): Promise<TokenCodeSource> {
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
    discardTypedAhead: terminal.discardTypedAhead,
    caller: findCaller,
    job,
    now: host.now,
    spent: createSpentCodes(folder && join(folder, 'spent'), host.uid),
    takeTurn: lock.acquireTerminal,
    waitedMs: lock.waitedMs,
    timeoutMs: promptTimeout(host.env) ?? promptMs,
    disabled: whyNotToAsk({ noPrompt: options.prompting === 'forbidden' }, host.env),
    beforeInterrupt: lock.abandon,
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
