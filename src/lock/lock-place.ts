import { once } from 'node:events';
import type { Server } from 'node:net';
import { errorCode } from '../ground/error-code.ts';
import type { SessionKey } from '../plan/model/plan.ts';
import { hash } from '../words/hash.ts';

/**
 * Where the lock of one session key is: a folder with a socket in it or, on Windows, a named pipe. Either has one
 * holder at most, and nobody can take it from one that is alive.
 */
export interface LockPlace {
  /**
   * Makes `server` listen there, which makes the lock ours; undefined if it has a holder. Throws errors of the system.
   */
  take(server: Server): Promise<Leave | undefined>;
  /** The address of the holder, dead or alive, as connecting shows; undefined where there is none. */
  holder(): string | undefined;
  /** Removes the socket of a holder that was found dead, or our own; nothing where it is gone already. */
  remove(address: string): void;
}

/**
 * Frees the lock for the next one. Answers the address at which our server can still be reached, to be removed;
 * undefined where there is none.
 */
export type Leave = () => string | undefined;

/** As many waiters as Linux lets queue for a holder that is suspended and greets nobody (`net.core.somaxconn`). */
const backlog = 4096;

export async function listen(server: Server, path: string): Promise<void> {
  server.listen({ path, backlog });
  await once(server, 'listening');
}

/**
 * On Windows the system lets one process be the first to create a named pipe, and removes the pipe when that process
 * ends, so that no dead holder is ever found.
 *
 * Pipes have one namespace for all users: the folder is in the name, so that each has locks of their own.
 */
export function pipePlace(folder: string, key: SessionKey): LockPlace {
  const address = `\\\\.\\pipe\\awsmfa-${hash([folder, key]).slice(0, 32)}`;
  return {
    take: (server) => createPipe(server, address),
    holder: () => address,
    remove: () => undefined,
  };
}

async function createPipe(server: Server, address: string): Promise<Leave | undefined> {
  try {
    await listen(server, address);
    return () => undefined;
  } catch (error) {
    if (errorCode(error) === 'EADDRINUSE') return undefined;
    throw error;
  }
}
