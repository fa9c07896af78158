import { join } from 'node:path';
import type { RunOptions } from '../cli/run-options.ts';
import type { Host } from '../host/host.ts';
import { parseDuration } from '../settings/duration.ts';
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
    createGivenCode('`--token-code`', () =>
      option === '-' ? host.readLine() : Promise.resolve(option),
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
      import('../host/terminal.ts'),
      import('../host/caller.ts'),
      import('../host/job.ts'),
    ]);
  const seconds = parseDuration(host.env['AWSMFA_PROMPT_TIMEOUT'] ?? '');
  return prompt.createPrompt({
    openTerminal: terminal.openTerminal,
    discardTypedAhead: terminal.discardTypedAhead,
    caller: findCaller,
    job,
    now: host.now,
    spent: createSpentCodes(folder && join(folder, 'spent'), host.uid),
    takeTurn: lock.acquireTerminal,
    waitedMs: lock.waitedMs,
    timeoutMs: seconds ? seconds * 1000 : prompt.defaultPromptTimeoutMs,
    disabled: whyNotToAsk({ noPrompt: options.prompting === 'forbidden' }, host.env),
    beforeInterrupt: lock.abandon,
  });
}
