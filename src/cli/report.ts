import { exitStatus, Failure } from '../ground/failure.ts';
import type { Host } from '../host/host.ts';
import { renderFailure } from '../render/failure.ts';
import { printable } from '../words/text.ts';

/** Says what went wrong, and returns the exit status for it. */
export function report(error: unknown, host: Host): number {
  if (error instanceof Failure) {
    host.err(renderFailure(error));
    return exitStatus[error.kind];
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  host.err(`awsmfa: error: a bug: ${printable(message)}\n`);
  for (const line of stack?.split('\n').slice(1) ?? []) host.err(`${printable(line)}\n`);
  return 1;
}
