import type { StoredSession } from './ports.ts';

const minute = 60_000;

/**
 * How much of a session must be left for it to be handed out without trying to renew it: 20 minutes, a little more
 * than the most careful caller asks for (botocore refreshes below 15), so that nobody runs awsmfa again for every
 * request; a third of its life where it was issued for less than an hour.
 */
export function isFresh(session: StoredSession, now: Date): boolean {
  const life = session.expiration.getTime() - session.issuedAt.getTime();
  return remaining(session, now) > (life < 60 * minute ? life / 3 : 20 * minute);
}

/** Whether a session may still be used at all: to call STS with, or to be handed out where nothing better can be had. */
export function isUsable(session: StoredSession, now: Date): boolean {
  return remaining(session, now) > minute;
}

/** Milliseconds until the session ends; negative when it has. */
export function remaining(session: { readonly expiration: Date }, now: Date): number {
  return session.expiration.getTime() - now.getTime();
}
