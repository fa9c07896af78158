import type { StandIn } from '../stand-in/server.ts';

/** What awsmfa asked of AWS in one round: what STS accepted, since a mistyped code is no session. */
export interface Counts {
  readonly codes: number;
  readonly sessions: number;
  readonly roles: number;
}

export const expectedCounts = {
  first: { codes: 1, sessions: 1, roles: 4 },
  second: { codes: 0, sessions: 0, roles: 0 },
} satisfies Record<string, Counts>;

/** Counts what has happened since the last count, and begins anew. */
export function takeCounts(standIn: StandIn): Counts {
  const accepted = standIn.calls.filter(({ status }) => status === 200);
  const count = (action: string) => accepted.filter((call) => call.action === action).length;
  const counts = {
    codes: accepted.filter(({ parameters }) => parameters['TokenCode'] !== undefined).length,
    sessions: count('GetSessionToken'),
    roles: count('AssumeRole'),
  };
  standIn.reset();
  return counts;
}

export function isSame(counts: Counts, expected: Counts): boolean {
  const names = ['codes', 'sessions', 'roles'] as const;
  return names.every((name) => counts[name] === expected[name]);
}
