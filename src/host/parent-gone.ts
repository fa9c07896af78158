const checkMilliseconds = 500;

/** Resolves when the program that started this one has ended. No signal tells that; its children get another parent. */
export function parentGone(): Promise<void> {
  const parent = process.ppid;
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(timer);
      resolve();
    }, checkMilliseconds).unref();
  });
}
