import { Failure } from '../../ground/failure.ts';
import type { Lease } from '../../session/ports.ts';

/**
 * Runs the work while this process has the place to itself. A failure is passed on to the lease: its message is still
 * to be written there.
 */
export async function inTurn<T>(
  takeTurn: () => Promise<Lease>,
  work: () => Promise<T>,
): Promise<T> {
  const turn = await takeTurn();
  let failure: Failure | undefined;
  try {
    return await work();
  } catch (error) {
    if (error instanceof Failure) failure = error;
    throw error;
  } finally {
    await turn.release(failure);
  }
}
