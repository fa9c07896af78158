import { fstatSync } from 'node:fs';
import { constants } from 'node:os';
import { isOrphaned } from './parent-gone.ts';

/**
 * Ends this process. When Node exits, it puts a terminal back into the modes that it found at its start. Once the caller
 * has gone, the shell has the terminal, in modes of its own; and no caller is left to read an exit status.
 */
export function endProcess(status: number): never {
  if (isOrphaned() && [0, 1, 2].some(mayBeTerminal)) process.kill(process.pid, 'SIGKILL');
  process.exit(status);
}

/** Ends this process by a signal it had caught, so that its exit status says so. */
export function dieOf(signal: NodeJS.Signals): never {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
  // Reached on Windows, and where whoever started this process had blocked the signal.
  process.exit(128 + constants.signals[signal]);
}

/** Whether a descriptor may be a terminal; `isatty` would be sure, from a module that a cache hit does not need. */
export function mayBeTerminal(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice();
  } catch {
    return false;
  }
}
