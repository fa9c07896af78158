import { join } from 'node:path';
import { findCaller } from '../../host/process/caller.ts';
import { job } from '../../host/terminal/job.ts';
import { createSpentCodes } from '../../mfa/memory/spent-codes.ts';
import type { TokenCodeSource } from '../../session/ports.ts';
import type { SourceContext, SourceName } from './source-context.ts';

/** One way to get a code, with all it needs: each is loaded when it is first asked. */
export async function openSource(
  name: SourceName,
  context: SourceContext,
): Promise<TokenCodeSource> {
  const { host, plan, folder, lock, openTerminal } = context;
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
      return (await import('../../mfa/programs/mfa-process.ts')).createMfaProcess(plan, options);
    case 'ykman':
      return (await import('../../mfa/programs/ykman.ts')).createYkman(options);
    case 'tty':
      return (await import('../../mfa/terminal/prompt.ts')).createPrompt(options);
    case 'dialog':
    case 'pinentry':
    case 'askpass':
      return (await import('./open-window.ts')).openWindow(name, context, options);
  }
}
