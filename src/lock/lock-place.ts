import { once } from 'node:events';
import type { Server } from 'node:net';

/**
 * Where the lock of one session key lives. There are two: a folder with a socket in it, and a Windows named pipe.
 *
 * Both promise exclusion: a place has one tenant at most, and only a tenant that is dead can lose it.
 */
export interface LockPlace {
  /** Makes `server` listen and takes the place with it; undefined if somebody has it. Throws errors of the system. */
  take(server: Server): Promise<Tenancy | undefined>;
  /** Who seems to have the place: alive or dead, which connecting tells. */
  occupant(): Occupant | undefined;
  /** Clears away an occupant that has been found dead, and never anybody else. */
  clear(dead: Occupant): void;
}

export interface Tenancy {
  /**
   * Gives the place up, so that the next one may take it at once. Returns an address at which the server is still
   * reached, to be removed by `forget`; undefined where there is none.
   */
  vacate(): string | undefined;
  forget(): void;
}

export interface Occupant {
  readonly address: string;
  readonly pid: number | undefined;
}

/** As many waiters as Linux lets queue for a holder that is suspended and greets nobody (`net.core.somaxconn`). */
const backlog = 4096;

export async function listen(server: Server, path: string): Promise<void> {
  server.listen({ path, backlog });
  await once(server, 'listening');
}
