import { watchParent } from '../process/parent-gone.ts';
import type { EndingSignal } from '../process/end-process.ts';
import type { Job } from './job.ts';

export type Pause =
  | { readonly kind: 'over' | 'caller gone' }
  | { readonly kind: 'signal'; readonly signal: EndingSignal };

/** Waits, unless a signal comes that would end this process, or the program that started it has gone. */
export function pause(ms: number, job: Pick<Job, 'watch'>): Promise<Pause> {
  const stops: (() => void)[] = [];
  const ended = new Promise<Pause>((end) => {
    const timer = setTimeout(() => end({ kind: 'over' }), ms);
    stops.push(
      () => clearTimeout(timer),
      watchParent(() => end({ kind: 'caller gone' })),
      job.watch((event) => {
        if (event.kind === 'signal') end(event);
      }),
    );
  });
  return ended.finally(() => {
    for (const stop of stops) stop();
  });
}
