import type { StoredSession } from './ports.ts';

const minuteMs = 60_000;

/** GetSessionToken issues no longer session, so that any older file has expired, even one that cannot be read. */
export const longestSessionMs = 36 * 60 * minuteMs;

/**
 * Whether a session is handed out without trying to renew it: while more than 20 minutes are left. That is a little
 * more than the most careful caller asks for (botocore refreshes below 15): with less than that, a caller would run
 * awsmfa again for every request. For a session that was issued for less than an hour, the limit is a third of its
 * lifetime.
 */
export function isFresh(session: StoredSession, now: Date): boolean {
  return isUsable(session, now) && remainingMs(session, now) > comfortMs(session);
}

/**
 * Whether a session is still handed out if a new one would need a code: down to half of the limit of `isFresh` (10
 * minutes). No caller insists on a new session before that (botocore does below 10 minutes), and a person who cancels
 * the question would end a caller that could have gone on.
 */
export function isFreshEnoughNotToAsk(session: StoredSession, now: Date): boolean {
  return isUsable(session, now) && remainingMs(session, now) > comfortMs(session) / 2;
}

/**
 * Whether a session may still be used at all: to call STS with, or to be handed out where nothing better can be had.
 * One that was issued in the future is of no use: the clock has been set back since, so that nobody knows when it
 * expires.
 */
export function isUsable(session: StoredSession, now: Date): boolean {
  return !isFromFuture(session, now) && remainingMs(session, now) > minuteMs;
}

/** Two machines that share a home may disagree on the time by a few minutes. */
export function isFromFuture({ issuedAt }: Pick<StoredSession, 'issuedAt'>, now: Date): boolean {
  return issuedAt.getTime() - now.getTime() > 5 * minuteMs;
}

/** Until the session expires; negative when it has. */
export function remainingMs(session: { readonly expiration: Date }, now: Date): number {
  return session.expiration.getTime() - now.getTime();
}

/** The lifetime of a session, to the minute: when it arrived here, a part of its first second had passed. */
export function lifetimeSeconds(session: StoredSession): number {
  return Math.round(lifetimeMs(session) / minuteMs) * 60;
}

function comfortMs(session: StoredSession): number {
  return Math.min(lifetimeMs(session) / 3, 20 * minuteMs);
}

function lifetimeMs({ expiration, issuedAt }: StoredSession): number {
  return expiration.getTime() - issuedAt.getTime();
}
