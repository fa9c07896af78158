import { constants } from 'node:os';

/** Ends this process by a signal it had caught, so that its exit status says so. */
export function dieOf(signal: NodeJS.Signals): never {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
  // Reached on Windows, and where whoever started this process had blocked the signal.
  process.exit(128 + constants.signals[signal]);
}
