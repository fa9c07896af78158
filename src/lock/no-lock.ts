import type { Lease, Lock } from '../session/ports.ts';

/** A lease that locks nothing, for where others cannot or need not be kept out. */
export const lockingNothing: Lease = { release: () => Promise.resolve() };

/** For runs that share no session with others. */
export const lockNothing: Lock = { acquire: () => Promise.resolve(lockingNothing) };
