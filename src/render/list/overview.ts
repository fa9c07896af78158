import type { Environment } from '../../ground/environment.ts';
import { Failure } from '../../ground/failure.ts';
import { whyExpired } from '../../plan/expired-keys.ts';
import type { Plan } from '../../plan/model/plan.ts';
import { forecastCode, type CodeForecast } from '../../session/codes/code-forecast.ts';
import { forecast, type Forecast } from '../../session/forecast.ts';
import type { SessionStore, StoredSession } from '../../session/ports.ts';
import { usableSessions, withoutCodeUntil } from '../../session/usable-sessions.ts';

/** What `list` knows of the profiles. */
export interface Overview {
  readonly profiles: readonly ListedProfile[];
  readonly now: Date;
}

export type ListedProfile = WorkingProfile | BrokenProfile;

export interface WorkingProfile {
  readonly plan: Plan;
  /** What the cache has, step by step. */
  readonly cached: readonly (StoredSession | undefined)[];
  /** What asking for credentials now would come to. */
  readonly outcome: Forecast;
  /** Where the code would come from if one were needed. */
  readonly code: CodeForecast;
  /** As the function of this name says. */
  readonly withoutCodeUntil: Date | 'always' | undefined;
}

export interface BrokenProfile {
  readonly profile: string;
  readonly failure: Failure;
}

export function isBroken(listed: ListedProfile): listed is BrokenProfile {
  return 'failure' in listed;
}

type Cache = Pick<SessionStore, 'get'>;

/** What is wrong with one profile does not hide the others. */
export function overviewOf(
  names: readonly string[],
  resolve: (name: string) => Plan,
  store: Cache,
  { env, now }: { readonly env: Environment; readonly now: Date },
): Overview {
  const cache = remembering(store);
  return { now, profiles: names.map((name) => lookAt(name, resolve, cache, { env, now })) };
}

/** Many profiles share the session they start from: it is read once. */
function remembering(store: Cache): Cache {
  const known = new Map<string, StoredSession | undefined>();
  return {
    get(key) {
      if (!known.has(key)) known.set(key, store.get(key));
      return known.get(key);
    },
  };
}

function lookAt(
  profile: string,
  resolve: (name: string) => Plan,
  cache: Cache,
  { env, now }: { readonly env: Environment; readonly now: Date },
): ListedProfile {
  try {
    const plan = resolve(profile);
    const outcome = forecast(plan, cache, now);
    const failure = outcome === 'cached' ? undefined : whyExpired(plan.source, now);
    if (failure !== undefined) return { profile, failure };
    return {
      plan,
      cached: usableSessions(plan.steps, cache, now),
      outcome,
      code: forecastCode(plan.codes, env),
      withoutCodeUntil: withoutCodeUntil(plan, cache, now),
    };
  } catch (failure) {
    if (failure instanceof Failure) return { profile, failure };
    throw failure;
  }
}
