import type { Credentials } from '../ground/credentials.ts';
import type { PlanRequest } from '../plan/model/request.ts';
import { isFresh, isFreshEnoughNotToAsk, isUsable } from './freshness.ts';
import type { StoredSession } from './ports.ts';

/**
 * What another session would cost. `depends on the base`: the base is another program's `credential_process`, and a
 * code is needed only if its key turns out to be a long-term one.
 */
export type Cost = 'silent' | 'prompt' | 'depends on the base';

/** What is asked of a session. */
export interface Demand {
  /**
   * Whether a cached session will do without asking STS for another.
   *
   * @param cost what replacing it would take
   */
  readonly sufficient: (session: StoredSession, now: Date, cost: () => Cost) => boolean;
  /** What to do with a cached session that is usable but not sufficient if no other can be had. */
  readonly otherwise: 'hand out what is left' | 'fail';
}

/**
 * For a session that leaves awsmfa, by what becomes of it (`PlanRequest.delivery`). `credential-process` hands it to a
 * caller that comes again before it expires, so nobody is asked for a code early (`renewing`). `export`, `exec`,
 * `console` and `write-profile` hand it out once (`fixed`). By how much of a cached session is left:
 *
 * - more than 20 minutes: both hand it out
 * - 10 to 20 minutes: `renewing` replaces it where that certainly needs no code, else hands it out; `fixed` replaces it
 * - 1 to 10 minutes: both replace it, and ask for a code if one is needed
 * - less than a minute: the same, but without another one they fail
 *
 * Where a session with more than a minute left cannot be replaced, it is handed out. For a session that was issued for
 * less than an hour, the limits are a third and a sixth of its lifetime instead of 20 and 10 minutes (freshness.ts).
 */
export const toHandOut: Readonly<Record<PlanRequest['delivery'], Demand>> = {
  renewing: {
    sufficient: (session, now, cost) =>
      isFresh(session, now) || (isFreshEnoughNotToAsk(session, now) && cost() !== 'silent'),
    otherwise: 'hand out what is left',
  },
  fixed: { sufficient: isFresh, otherwise: 'hand out what is left' },
};

/**
 * For a session that signs the next call of its plan, as the MFA session does for a role: more than a minute is enough.
 */
export const toSignWith: Demand = { sufficient: isUsable, otherwise: 'fail' };

/** To sign with, where AWS has rejected these. */
export function otherThan(rejected: Credentials): Demand {
  return {
    ...toSignWith,
    sufficient: (session, now) =>
      session.accessKeyId !== rejected.accessKeyId && isUsable(session, now),
  };
}

/** Only a session that is younger than this will do. */
export function issuedSince(started: Date): Demand {
  return {
    sufficient: (session, now) => session.issuedAt >= started && isUsable(session, now),
    otherwise: 'fail',
  };
}
