const nobody = 65534;

/** Runs it without the rights of root, whom no permission stops and whom tests may run as. */
export function asNobody<T>(run: () => T): T {
  if (process.geteuid?.() !== 0) return run();
  process.seteuid?.(nobody);
  try {
    return run();
  } finally {
    process.seteuid?.(0);
  }
}
