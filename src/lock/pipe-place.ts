import type { Server } from 'node:net';
import { hash } from '../words/hash.ts';
import type { SessionKey } from '../plan/model/plan.ts';
import { listen, type LockPlace, type Tenancy } from './lock-place.ts';
import { errorCode } from '../disk/system-error.ts';

/**
 * On Windows the lock is a named pipe. The system lets one process be the first to create it, and takes it away when
 * that process ends, so that there is never a dead occupant to clear.
 *
 * Pipes have one namespace for all users: the folder is in the name, so that each has locks of their own.
 */
export function pipePlace(folder: string, key: SessionKey): LockPlace {
  const name = hash([folder, key]).slice(0, 32);
  const address = `\\\\.\\pipe\\awsmfa-${name}`;
  return {
    take: (server) => take(server, address),
    occupant: () => ({ address, pid: undefined }),
    clear: () => undefined,
  };
}

async function take(server: Server, address: string): Promise<Tenancy | undefined> {
  try {
    await listen(server, address);
  } catch (error) {
    if (errorCode(error) === 'EADDRINUSE') return undefined;
    throw error;
  }
  return { vacate: () => undefined, forget: () => undefined };
}
