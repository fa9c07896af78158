import type { Failure } from '../ground/failure.ts';
import { printable } from '../words/text.ts';

/** A failure as the user reads it on standard error: what went wrong, then each thing to do about it. */
export function renderFailure(failure: Failure): string {
  const hints = failure.hints.map((hint) => `awsmfa: hint: ${printable(hint)}\n`);
  return [`awsmfa: error: ${printable(failure.message)}\n`, ...hints].join('');
}
