import { once } from 'node:events';
import { lstatSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { Failure } from '../../src/ground/failure.ts';
import type { Holder } from '../../src/lock/holder.ts';
import { createSocketLock, type SocketLockOptions } from '../../src/lock/socket-lock.ts';
import type { SessionKey } from '../../src/plan/model/plan.ts';
import type { Lease, Lock } from '../../src/session/ports.ts';
import { newFolder } from '../support/new-folder.ts';

export const isWindows = process.platform === 'win32';
export const uid = process.getuid?.();
export const key = '0123456789abcdef0123456789abcdef' as SessionKey;

export let home: string;
/** `locks` in the home; not made yet. */
export let folder: string;
/** What is done after each test, in this order. */
export const cleanups: (() => unknown)[] = [];

/** Gives each test of a file a home of its own, in the variables above. */
export function useScratchHome(): void {
  beforeEach(() => {
    home = newFolder();
    folder = join(home, 'locks');
  });
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0)) await cleanup();
    rmSync(home, { recursive: true, force: true });
  });
}

/** The lock of the key, when somebody holds it. */
export function lockOfKey(): string {
  return join(folder, key.slice(0, 16));
}

/** Leaves the lock of a holder behind that has died: a socket on which nobody listens any more. */
export async function abandon(lockKey: string): Promise<void> {
  const server = createServer();
  await once(server.listen(join(home, 'dying')), 'listening');
  const lock = join(folder, lockKey.slice(0, 16));
  mkdirSync(lock, { recursive: true, mode: 0o700 });
  renameSync(join(home, 'dying'), join(lock, '4711-dead'));
  server.close();
}

/** Listens where a holder of the key would, and does to those who wait what it is given to do. */
export async function plantHolder(
  behave: (socket: Socket) => void,
  name = 'planted',
): Promise<Server> {
  mkdirSync(lockOfKey(), { recursive: true, mode: 0o700 });
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    behave(socket);
  });
  cleanups.push(() => void server.close());
  await once(server.listen(join(lockOfKey(), name)), 'listening');
  return server;
}

/** The lock as another process would have it: with a deadline of its own. */
export function createLock(options: Partial<SocketLockOptions> = {}): Lock {
  return createSocketLock({
    folder,
    platform: process.platform,
    uid,
    self: { pid: process.pid, program: 'aws', profile: 'dev', terminal: undefined },
    sign: (text) => Promise.resolve(`the same attempt: ${text}`),
    hasCode: () => false,
    onWaiting: () => undefined,
    ...options,
  });
}

export async function hold(
  lockKey = key,
  options: Partial<SocketLockOptions> = {},
): Promise<Lease> {
  const lease = await createLock(options).acquire(lockKey);
  if (lease === undefined) throw new Error('somebody else holds the lock');
  return lease;
}

/** Starts to wait, and resolves when the wait has begun. */
export async function startWaiting(options: Partial<SocketLockOptions> = {}) {
  let result: Promise<Lease | undefined> | undefined;
  const holder = await new Promise<Holder>((resolve) => {
    result = createLock({ ...options, onWaiting: resolve }).acquire(key);
    result.catch(() => undefined);
  });
  return { holder, result: result ?? Promise.resolve(undefined) };
}

/** Asks as `execute` does, again and again, until there is a lease or a failure. */
export async function acquireAtLast(
  options: Partial<SocketLockOptions> = {},
): Promise<Lease | Failure> {
  const lock = createLock(options);
  try {
    for (;;) {
      const lease = await lock.acquire(key);
      if (lease !== undefined) return lease;
    }
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}

export async function failureOf(attempt: Promise<unknown>): Promise<Failure> {
  const error = await attempt.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Failure)) throw new Error('it did not fail', { cause: error });
  return error;
}

export function modeOf(path: string): number {
  return lstatSync(path).mode & 0o777;
}
