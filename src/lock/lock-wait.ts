import { connect, type Socket } from 'node:net';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode } from '../ground/error-code.ts';
import { Failure } from '../ground/failure.ts';
import { startDeadline, type Deadline } from '../session/deadlines.ts';
import { type Holder, waitFailure } from './holder.ts';
import { hearOut, type Hearing } from './lock-conversation.ts';

export interface WaitTerms extends Hearing {
  readonly deadline: Deadline;
  /** Resolves when whoever wanted the credentials has gone. */
  readonly callerGone: Promise<void> | undefined;
}

/** When to look again if more wait than the kernel lets queue, which happens for a suspended holder only. */
const crowdedMs = 200;

/** One for all the waits of a process together, from the first on: its caller does not care how many there are. */
export function createDeadline(totalMs: number): Deadline {
  let started: Deadline | undefined;
  return { totalMs, leftMs: () => (started ??= startDeadline(totalMs, 0)).leftMs() };
}

/**
 * Waits until the holder of a lock releases it or dies: however it dies, the kernel closes its sockets, which ends the
 * wait at once.
 *
 * @returns `dead` if nobody listened there any more, `gone` if the holder was waited for and has gone.
 * @throws Failure: the holder's own, where it shares one; past the deadline; when our caller has gone. An error of the
 * system where the holder cannot be asked.
 */
export async function waitForHolder(address: string, terms: WaitTerms): Promise<'dead' | 'gone'> {
  const socket = await reach(address);
  if (socket === 'dead') return 'dead';
  const startMs = performance.now();
  let holder: Holder = { pid: processIdIn(address) };
  const meet = (said: Holder) => {
    holder = { ...said, pid: said.pid ?? holder.pid };
    return holder;
  };
  const stop = new AbortController();
  try {
    await Promise.race([
      deadlinePassed(terms.deadline, stop.signal, () => asOfNow(holder, startMs)),
      callerGone(terms.callerGone),
      socket === 'crowded' ? pause(crowdedMs) : hearOut(socket, terms, meet),
    ]);
  } finally {
    stop.abort();
    if (socket !== 'crowded') socket.destroy();
  }
  return 'gone';
}

/**
 * Connects to a holder, which shows whether it is alive. ECONNREFUSED and ENOENT mean that nobody listens, and nobody
 * ever will at this address again. Linux says EAGAIN where the queue of a living listener is full.
 */
export function reach(address: string): Promise<Socket | 'dead' | 'crowded'> {
  return new Promise((resolve, reject) => {
    const socket = connect(address);
    socket.once('connect', () => resolve(socket));
    socket.on('error', (error) => {
      const code = errorCode(error);
      if (code === 'EAGAIN') resolve('crowded');
      else if (nobodyListens.has(code)) resolve('dead');
      else reject(error);
    });
  });
}

const nobodyListens = new Set<string | undefined>(['ECONNREFUSED', 'ENOENT', 'ENOTSOCK']);

function processIdIn(address: string): number | undefined {
  const pid = /^(\d{1,10})-/.exec(basename(address))?.[1];
  return pid === undefined ? undefined : Number(pid);
}

function asOfNow(holder: Holder, startMs: number): Holder {
  if (holder.heldSeconds === undefined) return holder;
  const waitedSeconds = Math.round((performance.now() - startMs) / 1000);
  return { ...holder, heldSeconds: holder.heldSeconds + waitedSeconds };
}

/** A deadline that has already passed is an error at once: otherwise a holder could keep us looping. */
async function deadlinePassed(
  deadline: Deadline,
  signal: AbortSignal,
  holder: () => Holder,
): Promise<never> {
  const leftMs = deadline.leftMs();
  // A timer may fire a millisecond early: the deadline must have passed for whoever looks next.
  if (leftMs > 0) await pause(Math.ceil(leftMs) + 1, undefined, { signal });
  throw waitFailure(deadline.totalMs, holder());
}

async function callerGone(gone: Promise<void> | undefined): Promise<never> {
  await (gone ?? new Promise<never>(() => undefined));
  // Not `cancelled`, which would be shared: those who wait for a lock of ours have callers of their own.
  throw new Failure('code-unavailable', 'the program that asked for credentials has exited');
}
