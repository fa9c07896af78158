import { Failure } from './failure.ts';

/** Its result, or the Failure that it throws. */
export function attempt<T>(run: () => T): T | Failure {
  try {
    return run();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}
