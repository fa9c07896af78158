const parentAtStart = process.ppid;

/** Whether the program that started this one has ended: its children are then given another parent. */
export function isOrphaned(): boolean {
  return process.ppid !== parentAtStart;
}

/** Calls back when the program that started this one has ended. @returns how to stop watching */
export function watchParent(onGone: () => void): () => void {
  const look = () => {
    if (isOrphaned()) onGone();
  };
  // No signal says that a parent has died.
  const timer = setInterval(look, checkMs).unref();
  return () => clearInterval(timer);
}

/** Often enough that nothing lingers for long, seldom enough to cost nothing. */
const checkMs = 500;

/** Resolves when the program that started this one has ended. */
export function callerGone(): Promise<void> {
  return new Promise((resolve) => {
    const stop = watchParent(() => {
      stop();
      resolve();
    });
  });
}
