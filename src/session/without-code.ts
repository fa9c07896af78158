import type { Plan } from '../plan/model/plan.ts';
import { isUsable } from './freshness.ts';
import type { SessionStore } from './ports.ts';

/**
 * Until when nobody has to be asked for a code, by what is in the cache: until the MFA session expires, from which roles are assumed
 * without one, or a session behind it that lasts longer.
 *
 * @returns `always` where the plan needs no code; undefined where the next use needs one
 */
export function withoutCodeUntil(
  { steps }: Plan,
  store: Pick<SessionStore, 'get'>,
  now: Date,
): Date | 'always' | undefined {
  const withCode = steps.findLastIndex(({ mfaSerial }) => mfaSerial !== undefined);
  if (withCode < 0) return 'always';
  const ends = steps.slice(withCode).flatMap(({ key }) => {
    const session = store.get(key);
    return session !== undefined && isUsable(session, now) ? [session.expiration] : [];
  });
  return ends.reduce<Date | undefined>((last, end) => (last && last > end ? last : end), undefined);
}
