import { Failure } from '../../ground/failure.ts';

/** What comes of it, or the Failure that it ends in. */
export function attempt<T>(run: () => T): T | Failure {
  try {
    return run();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}
