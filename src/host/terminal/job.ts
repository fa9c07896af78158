import { dieOf, endingSignals, onSignal, type EndingSignal } from '../process/end-process.ts';

export type JobEvent =
  | { readonly kind: 'signal'; readonly signal: EndingSignal }
  /** The job was stopped, as by Ctrl-Z, and goes on: a shell has had the terminal in between. */
  | { readonly kind: 'continued' };

/** This process as a part of the job that the person started: the process group with the caller in it. */
export interface Job {
  /** Ends this process by a signal it had caught, so that its exit status says so. */
  readonly dieOf: (signal: EndingSignal) => never;
  /** Passes on what happens to the job; returns how to stop that. Until then, none of the `EndingSignal`s ends us. */
  watch(listener: (event: JobEvent) => void): () => void;
}

export const job: Job = {
  dieOf,

  watch(listener) {
    const stops = endingSignals.map((signal) =>
      onSignal(signal, () => listener({ kind: 'signal', signal })),
    );
    stops.push(onSignal('SIGCONT', () => listener({ kind: 'continued' })));
    return () => {
      for (const stop of stops) stop();
    };
  },
};
