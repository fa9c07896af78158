import { Failure } from '../ground/failure.ts';
import { describeHolder, type Holder } from './lock-messages.ts';

/** One for all the waits of a process together: its caller does not care how many there are. */
export interface Deadline {
  readonly totalMs: number;
  /** Starts the clock when it is first called; never below 0. */
  remainingMs(): number;
}

export function createDeadline(totalMs: number): Deadline {
  let endMs: number | undefined;
  return {
    totalMs,
    remainingMs() {
      endMs ??= performance.now() + totalMs;
      return Math.max(0, endMs - performance.now());
    },
  };
}

/** Says who was waited for, and where to look for it. */
export function deadlineFailure({ totalMs }: Deadline, holder: Holder): Failure {
  const waited = `gave up after waiting ${Math.ceil(totalMs / 1000)} s for ${describeHolder(holder)}`;
  return new Failure('code-unavailable', `${waited}, ${describeWork(holder)}`, [
    ...hintsFor(holder),
    'run `awsmfa login` before several programs start at once, so that none has to wait',
  ]);
}

function describeWork({ profile, heldSeconds, silent }: Holder): string {
  if (silent) return 'which is getting credentials and does not answer';
  const purpose = profile === undefined ? '' : ` for profile "${profile}"`;
  if (heldSeconds === undefined) return `which is getting credentials${purpose}`;
  return `which has been getting credentials${purpose} for ${heldSeconds} s`;
}

function hintsFor({ terminal, pid }: Holder): readonly string[] {
  if (terminal !== undefined) return [`answer its prompt on "${terminal}", then try again`];
  return pid === undefined ? [] : [`continue or end process ${pid}, then try again`];
}
