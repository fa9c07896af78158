import { constants } from 'node:os';
import { watchParent } from '../process/parent-gone.ts';

/** What the terminal driver sends to the foreground group for Ctrl-C, Ctrl-\ and Ctrl-Z, unless it is in raw mode. */
export type KeySignal = 'SIGINT' | 'SIGQUIT' | 'SIGTSTP';

/** What ends a program that waits at a prompt. */
export type EndingSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'SIGQUIT';

export type JobEvent =
  | { readonly kind: 'signal'; readonly signal: EndingSignal }
  /** Somebody stopped the job from outside and let it go on; a shell has changed the terminal's modes in between. */
  | { readonly kind: 'continued' }
  /** The program that started this one has ended, so that nobody waits for the answer. */
  | { readonly kind: 'orphaned' };

/** This process as a part of the job that the person started: the process group with the caller in it. */
export interface Job {
  /**
   * Stands in for the terminal driver. Returns only from SIGTSTP, once the job was continued. SIGINT to the whole
   * group is what makes the AWS CLI exit 130 without a word and keeps the JS SDK from asking a second time.
   */
  signalGroup(signal: KeySignal): void;
  /** Ends this process by a signal it had caught, so that its exit status says so. */
  dieOf(signal: EndingSignal): never;
  /** Tells the listener what happens to the job; returns how to stop that. While it listens, no signal ends us. */
  watch(listener: (event: JobEvent) => void): () => void;
}

export const job: Job = {
  signalGroup(signal) {
    process.removeAllListeners(signal);
    // Windows knows neither process groups nor SIGTSTP and SIGQUIT.
    if (process.platform !== 'win32') process.kill(0, signal);
    if (signal !== 'SIGTSTP') exitAsIfBy(signal);
  },

  dieOf(signal) {
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
    exitAsIfBy(signal);
  },

  watch(listener) {
    const stops = [...watchSignals(listener), watchParent(() => listener({ kind: 'orphaned' }))];
    return () => {
      for (const stop of stops) stop();
    };
  },
};

/** Reached on Windows, and where whoever started this process had blocked the signal. */
function exitAsIfBy(signal: NodeJS.Signals): never {
  process.exit(128 + constants.signals[signal]);
}

function watchSignals(listener: (event: JobEvent) => void): (() => void)[] {
  const ending = endingSignals.map((signal) =>
    on(signal, () => listener({ kind: 'signal', signal })),
  );
  return [...ending, on('SIGCONT', () => listener({ kind: 'continued' }))];
}

const endingSignals: readonly EndingSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'];

function on(signal: NodeJS.Signals, listener: () => void): () => void {
  process.on(signal, listener);
  return () => process.off(signal, listener);
}
