/** A person does not wonder before that. */
const momentMs = 700;

/**
 * Says on standard error what a person is waiting for, once a moment has passed, if standard error is a terminal on
 * which the line can be erased. It is erased when the wait is over, however it ends.
 *
 * @param what `AWS STS`
 */
export async function showingProgress<T>(what: string, wait: Promise<T>): Promise<T> {
  let isOver = false;
  let erase = (): void => undefined;
  const show = async () => {
    const { mayShow, showLine } = await import('./progress-line.ts');
    if ((await mayShow()) && !isOver) erase = showLine(`awsmfa: waiting for ${what}`);
  };
  const timer = setTimeout(() => void show(), momentMs);
  try {
    return await wait;
  } finally {
    isOver = true;
    clearTimeout(timer);
    erase();
  }
}
