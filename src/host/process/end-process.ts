import { closeSync, constants, fstatSync, openSync, writeSync } from 'node:fs';
import { constants as system } from 'node:os';

/**
 * Ends this process. When Node exits, it puts each standard stream that is a terminal back into the modes that it found
 * at its start, over what others have set since: `read -s` would show a password. It leaves closed ones alone.
 */
export function endProcess(status: number): never {
  tidy();
  const terminals = [0, 1, 2].filter(mayBeTerminal);
  if (terminals.length > 0) holdTerminal();
  for (const descriptor of terminals) closeSync(descriptor);
  process.exit(status);
}

/** Has this done before this process ends by an exit or a signal; returns how to call that off. */
export function tidyAtEnd(work: () => void): () => void {
  untidy.add(work);
  return () => untidy.delete(work);
}

/** Ends standard output with this text where a signal ends this process; returns how to call that off. */
export function printAtDeath(text: string): () => void {
  return tidyAtEnd(() => {
    try {
      writeSync(1, text);
    } catch {
      // Whoever was to read it has gone.
    }
  });
}

const untidy = new Set<() => void>();

function tidy(): void {
  for (const work of untidy) work();
}

/** A window closes with SIGHUP once nobody has its terminal open: that may not come before our exit. */
function holdTerminal(): void {
  try {
    openSync('/dev/tty', constants.O_RDONLY | constants.O_NOCTTY | constants.O_NONBLOCK);
  } catch {
    // There is none, or it hung up.
  }
}

/** The signals that end a job: those typed, those sent to it, and that of a terminal that has gone. */
export const endingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const;
export type EndingSignal = (typeof endingSignals)[number];

/** Ctrl-C and Ctrl-\, which the terminal sends to the whole job. */
export const typedSignals = ['SIGINT', 'SIGQUIT'] as const;

export function isTyped(signal: NodeJS.Signals): signal is (typeof typedSignals)[number] {
  return typedSignals.some((typed) => typed === signal);
}

/** Has a signal do this instead of ending this process; returns how to call that off. */
export function onSignal(signal: NodeJS.Signals, listener: () => void): () => void {
  process.on(signal, listener);
  return () => process.off(signal, listener);
}

/** Ends this process by a signal it had caught, so that its exit status says so. */
export function dieOf(signal: NodeJS.Signals): never {
  tidy();
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
  // Reached on Windows, and where whoever started this process had blocked the signal.
  return endProcess(128 + system.signals[signal]);
}

/**
 * Has these signals end this process without Node's own handlers, which write a terminal's modes as an exit does.
 * Whoever listens as well, as a question does, ends it in its own time.
 */
export function dieOfSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    let isSecond = false;
    process.on(signal, () => {
      if (process.listenerCount(signal) > 1) return;
      if (isSecond) dieOf(signal);
      isSecond = true;
      void finished().then(() => dieOf(signal));
    });
  }
}

/** Has a signal that would end this process wait for this: a session that AWS issues is to be stored first. */
export function finishFirst(work: Promise<unknown>): void {
  underway = Promise.allSettled([underway, work]);
}

let underway: Promise<unknown> = Promise.resolve();

async function finished(): Promise<void> {
  const late = new Promise((resolve) => setTimeout(resolve, patienceMs));
  await Promise.race([underway.catch(() => undefined), late]);
  // Those who waited for it come first.
  await new Promise((resolve) => setImmediate(resolve));
}

/** As long as somebody who pressed Ctrl-C bears it; a second one ends at once. */
const patienceMs = 2_000;

/** Whether a descriptor may be a terminal; `isatty` would be sure, from a module that a cache hit does not need. */
export function mayBeTerminal(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isCharacterDevice();
  } catch {
    return false;
  }
}
