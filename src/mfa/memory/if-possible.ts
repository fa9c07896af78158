/** What an action returns; undefined where it throws. For a memory that only helps, and for which nothing may fail. */
export function ifPossible<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
