/** Calls back when the program that started this one has ended. @returns how to stop watching */
export function watchParent(onGone: () => void): () => void {
  const parent = process.ppid;
  const look = () => {
    if (process.ppid !== parent) onGone();
  };
  // No signal tells that a parent died; its children get another parent.
  const timer = setInterval(look, checkMs).unref();
  return () => clearInterval(timer);
}

/** Often enough that a question does not linger on the screen, seldom enough to cost nothing. */
const checkMs = 500;
