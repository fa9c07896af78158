import { join } from 'node:path';
import { findCaller } from '../host/process/caller.ts';
import type { Host } from '../host/host.ts';
import { job } from '../host/terminal/job.ts';
import type { TerminalResult } from '../host/terminal/terminal.ts';
import { createSpentCodes } from '../mfa/memory/spent-codes.ts';
import type { CodePlan, PromptName } from '../plan/model/plan.ts';
import type { TokenCodeSource } from '../session/ports.ts';
import type { ProcessLock } from './process-lock.ts';

export type SourceName = 'mfa_process' | Exclude<PromptName, 'none'>;

export interface SourceContext {
  readonly host: Host;
  readonly plan: CodePlan;
  /** AWSMFA_HOME, which keeps the memory of spent codes; undefined: nothing is kept. */
  readonly folder: string | undefined;
  readonly lock: ProcessLock;
  readonly openTerminal: () => Promise<TerminalResult>;
}

/** One way to get a code, with all it needs: each is loaded when it is first asked. */
export async function openSource(
  name: SourceName,
  { host, plan, folder, lock, openTerminal }: SourceContext,
): Promise<TokenCodeSource> {
  const { env, now, platform, uid } = host;
  const options = {
    ...{ env, platform, now, job, openTerminal, caller: findCaller },
    cursor: env['TERM'] === 'dumb' ? 'fixed' : 'movable',
    spent: createSpentCodes(folder && join(folder, 'spent'), uid),
    takeTurn: lock.acquireTerminal,
    abandon: lock.abandon,
  } as const;
  switch (name) {
    case 'mfa_process':
      return (await import('../mfa/programs/mfa-process.ts')).createMfaProcess(plan, options);
    case 'tty':
      return (await import('../mfa/terminal/prompt.ts')).createPrompt(options);
  }
}
