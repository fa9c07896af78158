import { endOfKeys } from '../plan/expired-keys.ts';
import type { Plan, Step } from '../plan/model/plan.ts';
import { isUsable } from './freshness.ts';
import type { SessionStore, StoredSession } from './ports.ts';

/**
 * Until when no code is needed, by what is in the cache: until the MFA session expires, or a session behind it that
 * lasts longer.
 *
 * @returns for a plan that needs no code, `always` or when the keys that it starts from expire; undefined if the next
 * use needs a code
 */
export function withoutCodeUntil(
  { source, steps }: Plan,
  store: Pick<SessionStore, 'get'>,
  now: Date,
): Date | 'always' | undefined {
  const withCode = steps.findLastIndex(({ mfaSerial }) => mfaSerial !== undefined);
  const endOfBase = withCode < 0 ? endOfKeys(source) : undefined;
  if (withCode < 0 && endOfBase === undefined) return 'always';
  const base = endOfBase === undefined || endOfBase <= now ? [] : [endOfBase];
  const sessions = usableSessions(steps.slice(Math.max(withCode, 0)), store, now);
  const ends = [...base, ...sessions.flatMap((session) => session?.expiration ?? [])];
  return ends.reduce<Date | undefined>((last, end) => (last && last > end ? last : end), undefined);
}

/** What the cache has that can still be used, step by step. */
export function usableSessions(
  steps: readonly Step[],
  store: Pick<SessionStore, 'get'>,
  now: Date,
): readonly (StoredSession | undefined)[] {
  return steps.map(({ key }) => {
    const session = store.get(key);
    return session !== undefined && isUsable(session, now) ? session : undefined;
  });
}
