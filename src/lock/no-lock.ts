import type { Lease, Lock } from '../session/ports.ts';

/** A lease on nothing: for where nobody can be kept out, or nobody has to be. */
export const lockingNothing: Lease = { release: () => Promise.resolve() };

/** For runs that share no session with others. */
export const lockNothing: Lock = { acquire: () => Promise.resolve(lockingNothing) };
