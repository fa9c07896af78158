import { connect, createServer, type Server, type Socket } from 'node:net';
import { succeeds } from '../disk/system-error.ts';
import type { Failure } from '../ground/failure.ts';
import type { Lease } from '../session/ports.ts';
import type { Holder } from './holder.ts';
import { type AttemptSigner, renderGreeting, renderOutcome } from './lock-messages.ts';
import type { Leave, LockPlace } from './lock-place.ts';

/**
 * Takes a lock and greets everybody who comes to wait for it; undefined if somebody else holds it.
 *
 * Neither the lock nor those who wait keep the process alive: if it has nothing else to do it ends, and the lock with
 * it.
 */
export async function takeLock(
  place: LockPlace,
  self: Holder,
  sign: AttemptSigner,
): Promise<Lease | undefined> {
  const waiters: Socket[] = [];
  const server = createServer(createGreeter(waiters, self));
  const leave = await takeOrClose(place, server);
  if (leave === undefined) return undefined;
  server.unref();
  // Too many open files: whoever could not connect tries again.
  server.on('error', () => undefined);
  const release = async (failure: Failure | undefined) => {
    const outcome = await renderOutcome(failure, sign);
    const address = leave();
    if (address !== undefined) await untilQueueIsServed(address);
    if (address !== undefined) succeeds(() => place.remove(address));
    server.close();
    await Promise.all(waiters.map((socket) => dismiss(socket, outcome)));
  };
  let released: Promise<void> | undefined;
  return { release: (failure) => (released ??= release(failure)) };
}

async function takeOrClose(place: LockPlace, server: Server): Promise<Leave | undefined> {
  let leave: Leave | undefined;
  try {
    leave = await place.take(server);
  } finally {
    if (leave === undefined) server.close();
  }
  return leave;
}

function createGreeter(waiters: Socket[], self: Holder): (socket: Socket) => void {
  const startMs = performance.now();
  return (socket) => {
    waiters.push(socket);
    socket.unref();
    socket.on('error', () => undefined);
    // Waiting processes send us nothing, but only a stream that is read notices its end.
    socket.resume();
    socket.write(renderGreeting(self, Math.round((performance.now() - startMs) / 1000)));
  };
}

/**
 * Somebody may have connected whom we had no time to greet, and closing would cut them off without a reason. The queue
 * is served in order, so we join its end: when we are greeted, so is everybody.
 */
async function untilQueueIsServed(address: string): Promise<void> {
  const socket = connect(address);
  await new Promise<void>((resolve) => {
    socket.on('error', () => undefined);
    socket.once('data', () => resolve());
    socket.once('close', () => resolve());
  });
  socket.destroy();
}

/** Resolves when the outcome is sent: the process may exit at once, it will arrive. */
async function dismiss(socket: Socket, outcome: string): Promise<void> {
  await new Promise<void>((resolve) => socket.end(outcome, () => resolve()));
  socket.destroy();
}
