import type { RunOptions } from './run-options.ts';
import { openProfileGraph, type ProfileGraph } from '../config/graph.ts';
import type { Credentials } from '../ground/credentials.ts';
import type { Environment } from '../ground/environment.ts';
import type { Host } from '../host/host.ts';
import { refuseRecursion } from '../keys/resolving.ts';
import type { Plan } from '../plan/model/plan.ts';
import {
  chooseProfile,
  choosingVariable,
  resolveOverrides,
  type Overrides,
  type PlanRequest,
} from '../plan/model/request.ts';
import type { Resolved } from '../plan/model/resolved.ts';
import { resolvePlan } from '../plan/resolve.ts';
import { issuedSince, toHandOut, type Demand } from '../session/demand.ts';
import { forecast, type Forecast } from '../session/forecast.ts';
import type { SessionStore } from '../session/ports.ts';
import { createExecutor } from './executor.ts';
import { watchInputs, type WatchedInputs } from './watched-inputs.ts';

/** One run: the configuration as it is read, the cache, and the way from a profile to its credentials. */
export interface Run {
  /** The configuration, read when it is first asked for. @throws Failure where it cannot be read. */
  readonly graph: () => ProfileGraph;
  readonly store: SessionStore;
  /** What plans are resolved from. */
  readonly inputs: WatchedInputs;
  /** @throws Failure where the configuration does not add up. */
  resolve(profile: string | undefined, delivery: PlanRequest['delivery']): Resolved;
  /** For one profile of many. Its failure has no clues, for which every line of the files would be looked at. */
  resolveOneOfMany(profile: string): Resolved;
  /** What `execute` would do now. */
  forecast(plan: Plan, demand?: Demand): Forecast;
  /** The credentials that a plan starts from. */
  base(plan: Plan): Promise<Credentials>;
  /**
   * The default demand is `renewing`; `--refresh` always gets a new session. Calls `onCodeSent` just
   * before a code is sent.
   */
  execute(plan: Plan, demand?: Demand, onCodeSent?: () => void): Promise<Credentials>;
}

/** @param changed the configuration as it would be, for a command that is about to change it */
export function startRun(host: Host, options: RunOptions, changed?: ProfileGraph): Run {
  const { platform, now } = host;
  const inputs = watchInputs(host);
  const { env, machine } = inputs;
  let opened = changed;
  const graph = () => (opened ??= openProfileGraph(inputs.configFiles()));
  const overrides = resolveOverrides(options.settings, env);
  const { store, keys, execute } = createExecutor(host, options, { graph, env });
  const wanted = demanding(options.cache, now());
  return {
    graph,
    store,
    inputs,
    ...resolving(graph, { overrides, env, machine }, platform),
    base: (plan) => keys(plan.source, plan),
    forecast: (plan, demand = toHandOut.renewing) => forecast(plan, store, now(), wanted(demand)),
    execute: (plan, demand = toHandOut.renewing, onCodeSent) =>
      execute(plan, wanted(demand), onCodeSent),
  };
}

function resolving(
  graph: () => ProfileGraph,
  given: Pick<PlanRequest, 'overrides' | 'env' | 'machine'>,
  platform: NodeJS.Platform,
): Pick<Run, 'resolve' | 'resolveOneOfMany'> {
  const { overrides, env } = given;
  return {
    resolve(named, delivery) {
      const request = { ...asked(named, overrides, env), ...given, delivery };
      const resolved = resolvePlan(graph(), request, platform);
      refuseRecursion(env, resolved.plan.source);
      return resolved;
    },
    resolveOneOfMany(profile) {
      const request: PlanRequest = { profile, ...given, delivery: 'renewing' };
      return resolvePlan(withoutClues(graph()), request, platform);
    },
  };
}

function withoutClues(graph: ProfileGraph): ProfileGraph {
  return { ...graph, clues: () => [] };
}

function asked(named: string | undefined, overrides: Overrides, env: Environment) {
  return {
    profile: chooseProfile(named, overrides, env),
    chosenBy: choosingVariable(named, env),
  };
}

/** With `--refresh` only a new session is sufficient, whatever the command would accept. */
function demanding(cache: RunOptions['cache'], started: Date): (demand: Demand) => Demand {
  return (demand) => (cache === 'refreshed' ? issuedSince(started) : demand);
}
