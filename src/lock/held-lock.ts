import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Failure } from '../ground/failure.ts';
import type { Lease } from '../session/ports.ts';
import { renderGreeting, renderOutcome, type Self } from './lock-messages.ts';
import type { LockPlace, Tenancy } from './lock-place.ts';

/**
 * Takes a place and greets everybody who comes to wait for it; undefined if somebody else has it.
 *
 * Neither the lock nor those who wait keep the process alive: if it has nothing else to do it ends, and the lock with
 * it.
 */
export async function holdLock(place: LockPlace, self: Self): Promise<Lease | undefined> {
  const waiters = new Set<Socket>();
  const server = createServer(createGreeter(waiters, self));
  const tenancy = await takeOrClose(place, server);
  if (tenancy === undefined) return undefined;
  server.unref();
  // Too many open files: whoever could not be let in tries again.
  server.on('error', () => undefined);
  let released: Promise<void> | undefined;
  return {
    release: (failure) => (released ??= release(server, tenancy, waiters, failure)),
  };
}

async function takeOrClose(place: LockPlace, server: Server): Promise<Tenancy | undefined> {
  let tenancy: Tenancy | undefined;
  try {
    tenancy = await place.take(server);
  } finally {
    if (tenancy === undefined) server.close();
  }
  return tenancy;
}

function createGreeter(waiters: Set<Socket>, self: Self): (socket: Socket) => void {
  const startMs = performance.now();
  return (socket) => {
    waiters.add(socket);
    socket.unref();
    socket.on('error', () => undefined);
    socket.once('close', () => waiters.delete(socket));
    // Nobody has anything to say to us, but only a stream that is read notices its end.
    socket.resume();
    socket.write(renderGreeting(self, Math.round((performance.now() - startMs) / 1000)));
  };
}

/** Resolves when all who waited have been told: the process may exit at once, what they were sent will reach them. */
async function release(
  server: Server,
  tenancy: Tenancy,
  waiters: ReadonlySet<Socket>,
  failure: Failure | undefined,
): Promise<void> {
  const address = tenancy.vacate();
  if (address !== undefined) await untilQueueIsServed(address);
  tenancy.forget();
  server.close();
  await Promise.all([...waiters].map((socket) => dismiss(socket, renderOutcome(failure))));
}

/**
 * Somebody may have connected whom we had no time to greet, and closing would cut them off without a reason. The queue
 * is served in order, so we join its end: when we are greeted, so is everybody.
 */
async function untilQueueIsServed(address: string): Promise<void> {
  const socket = connect(address);
  await new Promise<void>((resolve) => {
    socket.once('data', () => resolve());
    socket.once('error', () => resolve());
    socket.once('close', () => resolve());
  });
  socket.destroy();
}

async function dismiss(socket: Socket, outcome: string): Promise<void> {
  await new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
    socket.end(outcome, () => resolve());
  });
  socket.destroy();
}
