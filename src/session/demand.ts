import type { Credentials } from '../ground/credentials.ts';
import type { PlanRequest } from '../plan/model/request.ts';
import { isFresh, isFreshEnoughNotToAsk, isUsable } from './freshness.ts';
import type { StoredSession } from './ports.ts';

/** What another session would cost; it depends on the base where only its program knows whether its key is long-term. */
export type Cost = 'silent' | 'prompt' | 'depends on the base';

/** What is asked of a session. */
export interface Demand {
  /**
   * Whether a cached session will do without asking STS for another.
   *
   * @param cost of another one
   */
  readonly sufficient: (session: StoredSession, now: Date, cost: () => Cost) => boolean;
  /** What to do with a cached session that is not sufficient but usable, where no other can be had. */
  readonly otherwise: 'hand out what is left' | 'fail';
}

/** By what becomes of the session: nobody is asked early on behalf of a caller that asks again before it expires. */
export const toHandOut: Readonly<Record<PlanRequest['delivery'], Demand>> = {
  renewing: {
    sufficient: (session, now, cost) =>
      isFresh(session, now) || (isFreshEnoughNotToAsk(session, now) && cost() !== 'silent'),
    otherwise: 'hand out what is left',
  },
  fixed: { sufficient: isFresh, otherwise: 'hand out what is left' },
};

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
