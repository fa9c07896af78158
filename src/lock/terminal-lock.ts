import { hostname } from 'node:os';
import type { SessionKey } from '../plan/model/plan.ts';
import { hash } from '../words/hash.ts';
import type { Lease, Lock } from '../session/ports.ts';
import { lockingNothing } from './no-lock.ts';

/**
 * Takes the right to ask on a terminal: two questions at once would be drawn over each other, and each would get a part of
 * the keys. docs/decisions/0005-one-question-at-a-time.md
 *
 * @param terminal its name; where it is unknown nobody is kept waiting
 */
export async function lockTerminal(lock: Lock, terminal: string | undefined): Promise<Lease> {
  if (terminal === undefined) return lockingNothing;
  for (;;) {
    const lease = await lock.acquire(keyOf(terminal));
    // Those who wait for the terminal are not told how our question ended: they have their own to ask.
    if (lease !== undefined) return { release: () => lease.release() };
  }
}

/** A home may be shared by machines and containers, which have terminals of the same name. */
function keyOf(terminal: string): SessionKey {
  return hash(['terminal', hostname(), terminal]) as SessionKey;
}
