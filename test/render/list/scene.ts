import type { Environment } from '../../../src/ground/environment.ts';
import type { SessionKey } from '../../../src/plan/model/plan.ts';
import { overviewOf, type Overview } from '../../../src/render/list/overview.ts';
import type { StoredSession } from '../../../src/session/ports.ts';
import { planOf } from '../../plan/planning.ts';
import { graphOf } from '../../support/config-texts.ts';

export { now, session } from '../../session/scene.ts';

/** An overview of these files, with the sessions that the cache has, by profile: of the last step of its plan. */
export function overview(
  config: string,
  credentials: string,
  sessions: Readonly<Record<string, StoredSession>>,
  now: Date,
  env: Environment = {},
): Overview {
  const graph = graphOf(config, credentials);
  const resolve = (profile: string) => planOf(graph, { profile });
  const cache = new Map<SessionKey | undefined, StoredSession>(
    Object.entries(sessions).map(([name, session]) => [resolve(name).steps.at(-1)?.key, session]),
  );
  return overviewOf(graph.names(), resolve, { get: (key) => cache.get(key) }, { env, now });
}
