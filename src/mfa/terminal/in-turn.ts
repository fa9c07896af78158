import { Failure } from '../../ground/failure.ts';
import type { Lease } from '../../session/ports.ts';

/** Has a place to itself while it works, and says so where that failed: the words about it are still to come. */
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
