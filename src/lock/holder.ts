import { Failure } from '../ground/failure.ts';
import { describeProfile } from '../words/profile-name.ts';

/** What is known of who holds a lock. Not yet safe to show on a terminal. */
export interface Holder {
  readonly pid: number | undefined;
  /** The program that asked awsmfa for credentials; undefined where a person did. */
  readonly program?: string | undefined;
  readonly profile?: string | undefined;
  /** Where its prompt can be answered: `/dev/pts/3`. */
  readonly terminal?: string | undefined;
  /** How long it had held the lock when it said so. */
  readonly heldSeconds?: number | undefined;
  /** It has not greeted in time: it may be suspended. */
  readonly silent?: true;
}

/** `"terraform" (process 123)`, or the part of it that is known. */
export function describeHolder({ program, pid }: Holder): string {
  const process = pid === undefined ? 'another process' : `process ${pid}`;
  return program === undefined ? process : `"${program}" (${process})`;
}

/** For a process that has waited too long: for whom, and where to look. */
export function waitFailure(totalMs: number, holder: Holder): Failure {
  const waited = `gave up after waiting ${Math.ceil(totalMs / 1000)} s for ${describeHolder(holder)}`;
  return new Failure('code-unavailable', `${waited}, ${describeWork(holder)}`, [
    ...hintsFor(holder),
    'run `awsmfa login` before several programs start at once, so that none has to wait',
  ]);
}

function describeWork({ profile, heldSeconds, silent }: Holder): string {
  if (silent) return 'which is getting credentials and does not respond';
  const purpose = profile === undefined ? '' : ` for ${describeProfile(profile)}`;
  if (heldSeconds === undefined) return `which is getting credentials${purpose}`;
  return `which has been getting credentials${purpose} for ${heldSeconds} s`;
}

function hintsFor({ terminal, pid }: Holder): readonly string[] {
  if (terminal !== undefined) return [`answer its prompt on "${terminal}", then try again`];
  return pid === undefined ? [] : [`continue or end process ${pid}, then try again`];
}
