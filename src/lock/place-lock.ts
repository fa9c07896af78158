import { hostname } from 'node:os';
import type { SessionKey } from '../plan/model/plan.ts';
import { hash } from '../words/hash.ts';
import type { Lease, Lock } from '../session/ports.ts';
import { lockingNothing } from './no-lock.ts';

/**
 * Takes the right to ask at a place: two questions at once on a terminal would be drawn over each other, and each would
 * get a part of the keys, as would two windows. docs/decisions/0005-one-question-at-a-time.md
 *
 * @param name undefined where it is not known: then nobody waits
 */
export async function lockPlace(
  lock: Lock,
  kind: 'terminal' | 'display',
  name: string | undefined,
): Promise<Lease> {
  if (name === undefined) return lockingNothing;
  for (;;) {
    const lease = await lock.acquire(keyOf(kind, name));
    // Those who wait for the place are not told how our question ended: they have their own to ask.
    if (lease !== undefined) return { release: () => lease.release() };
  }
}

/** A home may be shared by machines and containers, which have terminals of the same name. */
function keyOf(kind: string, name: string): SessionKey {
  return hash([kind, hostname(), name]) as SessionKey;
}
