import { leastAwsCallsMs } from '../../session/deadlines.ts';
import { rejectionOf } from '../connection/rejection-of.ts';

/**
 * The time that all calls for one purpose, such as a session, may take together, in milliseconds; a person typing a
 * code does not count.
 */
export interface Budget {
  /**
   * Runs one call with what is left of the time. When that has passed, the signal aborts the call, and `spend` rejects
   * with the signal's reason, even if the call does not listen to it: the SDK's clients do, its credential providers do
   * not.
   */
  spend<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

/** @param waitedMs how long this process has already waited for others: its caller's patience covers that, too */
export function createBudget(totalMs: number, waitedMs = () => 0): Budget {
  let spent = 0;
  const left = () => Math.max(totalMs - waitedMs(), Math.min(totalMs, leastAwsCallsMs)) - spent;
  return {
    async spend(call) {
      const { limitingResponses } = await import('./response-limit.ts');
      const started = performance.now();
      const signal = AbortSignal.timeout(Math.max(0, Math.round(left())));
      try {
        return await limitingResponses(() => Promise.race([call(signal), rejectionOf(signal)]));
      } finally {
        spent += performance.now() - started;
      }
    },
  };
}
