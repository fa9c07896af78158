import type { RunOptions } from './cli/run-options.ts';
import { openProfileGraph, type ProfileGraph } from './config/graph.ts';
import { locateConfigFiles } from './config/locations.ts';
import type { Credentials } from './credentials.ts';
import type { Host } from './host/host.ts';
import { createKeys } from './keys/keys.ts';
import { refuseRecursion } from './keys/resolving.ts';
import { createTokenCodeSources } from './mfa/sources.ts';
import type { Plan } from './plan/plan.ts';
import type { PlanRequest } from './plan/request.ts';
import { resolvePlan } from './plan/resolve.ts';
import { printable } from './render/text.ts';
import { execute, toHandOut, type Demand } from './session/execute.ts';
import type { ExecutorPorts, SessionStore } from './session/ports.ts';
import { awsmfaHome } from './settings/folders.ts';
import { resolveOverrides } from './settings/overrides.ts';
import { chooseProfile } from './settings/profile-name.ts';
import { createFileStore } from './store/file-store.ts';
import { createLazyLock } from './store/lazy-lock.ts';
import { createNoStore } from './store/no-store.ts';
import { createLazySts } from './aws/lazy-sts.ts';

/** One run: the configuration as it is read, the cache, and the way from a profile to its credentials. */
export interface Run {
  readonly graph: ProfileGraph;
  readonly store: SessionStore;
  /** @throws Failure where the configuration does not add up. */
  plan(profile: string | undefined, delivery: PlanRequest['delivery']): Plan;
  execute(plan: Plan, demand?: Demand): Promise<Credentials>;
}

/** The one place where adapters meet: everything that is not needed for a cache hit is loaded when it is touched. */
export function startRun(host: Host, options: RunOptions): Run {
  const { env, platform, userName } = host;
  const graph = openProfileGraph(locateConfigFiles(env, host.home, platform));
  const overrides = resolveOverrides(options.settings, env);
  const folder = awsmfaHome(env, host.home);
  const store = createStore(host, folder, options);
  let current = '';
  const lock = createLazyLock(host, folder, () => current);
  const codes = createTokenCodeSources({ host, options, folder, beforeInterrupt: lock.abandon });
  const started = host.now();

  return {
    graph,
    store,
    plan(named, delivery) {
      const profile = chooseProfile(named, overrides, env);
      refuseRecursion(env, profile);
      return resolvePlan(graph, { profile, overrides, env, userName, delivery }, platform);
    },
    execute(plan, demand = options.cache === 'refreshed' ? issuedSince(started) : toHandOut) {
      current = plan.profile;
      const sts = createLazySts({ target: plan.sts, env, now: host.now });
      const keys = createKeys({ graph, env, platform, now: host.now });
      const ports: ExecutorPorts = { store, lock, sts, keys, codes, now: host.now, warn };
      return execute(plan, ports, demand);
    },
  };

  function warn(message: string): void {
    if (options.warnings === 'shown') host.err(`awsmfa: warning: ${printable(message)}\n`);
  }
}

/** `--refresh`: only a session that is younger than this run will do. */
function issuedSince(started: Date): Demand {
  return { sufficient: ({ issuedAt }) => issuedAt >= started, otherwise: 'fail' };
}

function createStore(host: Host, folder: string | undefined, options: RunOptions): SessionStore {
  if (folder === undefined || options.cache === 'bypassed') return createNoStore();
  return createFileStore({ folder: `${folder}/sessions`, uid: host.uid, now: host.now });
}
