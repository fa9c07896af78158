import type { ProfileGraph } from '../../config/graph.ts';
import { inheritedBy } from '../../config/lint/inherited-settings.ts';
import type { ExaminedProfile } from '../../doctor/model/surroundings.ts';
import type { Environment } from '../../ground/environment.ts';
import { Failure } from '../../ground/failure.ts';
import type { Host } from '../../host/host.ts';
import type { Resolved } from '../../plan/model/resolved.ts';
import { resolvePlan } from '../../plan/resolve.ts';
import { createMachine } from '../../run/machine.ts';
import { attempt } from '../../ground/attempt.ts';

/** Keys for a profile that starts from those of the environment, which need not be there while nothing uses it. */
const placeholders = { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 'none' };

/** Every profile by itself, as it is without options and without awsmfa's variables. */
export function examineProfiles(graph: ProfileGraph, host: Host): readonly ExaminedProfile[] {
  return graph.names().map((name) => {
    const settings = attempt(() => graph.profile(name)?.settings ?? new Map());
    const inherited = graph.lookThrough((file) => inheritedBy(name, file));
    if (settings instanceof Failure)
      return { name, inherited, state: 'broken', settings: new Map(), outcome: settings };
    return { name, inherited, state: 'read', settings, outcome: outcomeOf(name, graph, host) };
  });
}

function outcomeOf(name: string, graph: ProfileGraph, host: Host): Resolved | Failure {
  const outcome = resolve(name, graph, host, host.env);
  if (!(outcome instanceof Failure)) return outcome;
  const withKeys = resolve(name, graph, host, { ...host.env, ...placeholders });
  const isNamed =
    !(withKeys instanceof Failure) &&
    withKeys.chain.profiles.at(-1)?.setting('credential_source') !== undefined;
  return isNamed ? withKeys : outcome;
}

function resolve(
  profile: string,
  graph: ProfileGraph,
  host: Host,
  env: Environment,
): Resolved | Failure {
  const machine = createMachine(host);
  const request = { profile, overrides: new Map(), env, machine, delivery: 'renewing' as const };
  return attempt(() => resolvePlan(graph, request, host.platform));
}
