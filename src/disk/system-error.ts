import { errorCode } from '../ground/error-code.ts';

/** Does something, and returns false instead of throwing where the operating system refuses. */
export function succeeds(action: () => void): boolean {
  try {
    action();
    return true;
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return false;
  }
}
