/** The time that all calls of one run may take together, in milliseconds; a person typing a code does not count. */
export interface Budget {
  /** Runs one call with what is left of the time. The signal aborts it when that is over. */
  spend<T>(call: (signal: AbortSignal) => Promise<T>): Promise<T>;
}

/** 40 s: with a little for starting up it ends before the 50 s after which nobody waits (Go kills a helper at 60 s). */
export const runMilliseconds = 40_000;

export function createBudget(totalMilliseconds: number): Budget {
  let left = totalMilliseconds;
  return {
    async spend(call) {
      const started = performance.now();
      try {
        return await call(AbortSignal.timeout(Math.max(0, Math.round(left))));
      } finally {
        left -= performance.now() - started;
      }
    },
  };
}
