import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../ground/failure.ts';
import { type Deadline, deadlineFailure } from './lock-deadline.ts';
import { Conversation } from './lock-conversation.ts';
import type { Holder } from './lock-messages.ts';
import type { Occupant } from './lock-place.ts';
import { errorCode } from '../disk/system-error.ts';

export interface WaitTerms {
  readonly deadline: Deadline;
  /** Called once for each wait, when it is known who is waited for, or that it does not say. */
  readonly onWaiting: (holder: Holder) => void;
  /** Resolves when nobody is left who wants the credentials. */
  readonly callerGone: Promise<void> | undefined;
}

/** When to look again if more wait than the kernel lets queue, which takes a suspended holder. */
const crowdedMs = 200;

/**
 * Waits until the occupant of a lock lets go, or dies: however it dies, the kernel closes its sockets, which ends the
 * wait at once.
 *
 * @returns `dead` if nobody listened there any more, `over` if there was a wait and it has ended.
 * @throws Failure: the holder's own, where it shares one; past the deadline; when our caller has gone. An error of the
 * system where the occupant cannot be asked.
 */
export async function waitForOccupant(
  occupant: Occupant,
  terms: WaitTerms,
): Promise<'dead' | 'over'> {
  const reached = await reach(occupant.address);
  if (reached === 'dead') return 'dead';
  const conversation = new Conversation({ pid: occupant.pid }, terms.onWaiting);
  const stop = new AbortController();
  try {
    await Promise.race([
      deadlinePassed(terms.deadline, stop.signal, conversation),
      callerGone(terms.callerGone),
      reached === 'crowded' ? pause(crowdedMs) : conversation.end(reached),
    ]);
  } finally {
    stop.abort();
    if (reached !== 'crowded') reached.destroy();
  }
  return 'over';
}

/**
 * Connecting answers whether somebody listens. ECONNREFUSED and ENOENT mean that nobody does, and nobody ever will at
 * this address again. Linux says EAGAIN where the queue of a living listener is full.
 */
function reach(address: string): Promise<Socket | 'dead' | 'crowded'> {
  return new Promise((resolve, reject) => {
    const socket = connect(address);
    socket.once('connect', () => resolve(socket));
    socket.on('error', (error) => {
      const code = errorCode(error) ?? '';
      if (code === 'EAGAIN') resolve('crowded');
      else if (['ECONNREFUSED', 'ENOENT', 'ENOTSOCK'].includes(code)) resolve('dead');
      else reject(error);
    });
  });
}

/** A deadline that has passed already is an error at once, so that no holder can keep us going round. */
async function deadlinePassed(
  deadline: Deadline,
  signal: AbortSignal,
  conversation: Conversation,
): Promise<never> {
  const remainingMs = deadline.remainingMs();
  // A timer may fire a millisecond early: the deadline must have passed for whoever looks next.
  if (remainingMs > 0) await pause(Math.ceil(remainingMs) + 1, undefined, { signal });
  throw deadlineFailure(deadline, conversation.holder());
}

async function callerGone(gone: Promise<void> | undefined): Promise<never> {
  await (gone ?? new Promise<never>(() => undefined));
  // Not `cancelled`, which would be shared: those who wait for a lock of ours have callers of their own.
  throw new Failure('code-unavailable', 'the program that asked for credentials has gone');
}
