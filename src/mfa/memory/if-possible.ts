/**
 * What an action returns; undefined if it throws. For memories that are only a help: no run may fail because of one.
 */
export function ifPossible<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch {
    return undefined;
  }
}
