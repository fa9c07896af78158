import { watchParent } from './parent-gone.ts';

/** Resolves when the program that started this one has ended. */
export function callerGone(): Promise<void> {
  return new Promise((resolve) => {
    const stop = watchParent(() => {
      stop();
      resolve();
    });
  });
}
