import type { Failure } from '../../ground/failure.ts';
import type { TerminalResult } from '../../host/terminal/terminal.ts';
import { renderFailure } from '../../render/failure.ts';

export interface TellOptions {
  readonly openTerminal: () => Promise<TerminalResult>;
  /** Whether a person at the terminal sees what is written to standard error. */
  readonly isErrorOutputShown: () => boolean;
}

/**
 * Shows on the terminal why a run failed, where standard error is not shown: the AWS SDKs for JavaScript and Java drop
 * a helper's.
 */
export async function tellOnTerminal(
  failure: Failure,
  { openTerminal, isErrorOutputShown }: TellOptions,
): Promise<void> {
  if (isErrorOutputShown()) return;
  const opened = await openTerminal();
  if ('unavailable' in opened) return;
  opened.terminal.write(renderFailure(failure).replaceAll('\n', '\r\n'));
  opened.terminal.close();
}
