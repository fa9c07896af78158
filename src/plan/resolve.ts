import type { ProfileGraph } from '../config/graph.ts';
import { originsOf, type Sourced } from '../ground/origin.ts';
import { chosenRoleSessionName, defaultRoleSessionName } from './chain/role-session-name.ts';
import { walkChain } from './chain/walk.ts';
import type { Hop } from './model/chain.ts';
import type { Plan } from './model/plan.ts';
import type { Resolved } from './model/resolved.ts';
import type { PlanRequest } from './model/request.ts';
import { resolveCodes } from './codes.ts';
import { keyed } from './session-key.ts';
import { refuseBadDurations } from './steps/durations.ts';
import { resolveMfaSerial, usedDevice } from './steps/mfa.ts';
import { assumeRole } from './steps/steps.ts';
import { stepsOf } from './steps/strategy.ts';
import { unnamedProfile } from '../words/profile-name.ts';
import { refuseTwoEndpoints, resolveRegion, resolveStsTarget } from './sts/sts-target.ts';

/**
 * Decides what will be done to get credentials for a profile. Nothing is called or asked for, and of the machine only
 * what the plan depends on.
 *
 * @throws Failure of kind `configuration` (or `usage`, for a value on the command line) that names the profile,
 * the file and the line.
 * @returns the plan, with what it was made of: for `notesOn`, which only `explain` needs
 */
export function resolvePlan(
  graph: ProfileGraph,
  request: PlanRequest,
  platform: NodeJS.Platform,
): Resolved {
  const { env } = request;
  refuseBadDurations(request.overrides);
  const chain = walkChain(graph, request, platform);
  const { source } = chain;
  const serial = resolveMfaSerial(chain, env);
  const region = resolveRegion(chain, env);
  const sts = resolveStsTarget(chain, region, serial?.value, graph, env);
  const roles = chain.hops
    .toReversed()
    .map((hop) => assumeRole(hop, sts.partition, roleSessionName(hop, serial?.value, request)));
  const device = usedDevice(serial, source);
  const steps = stepsOf(chain, roles, device, request.delivery);
  if (steps.length > 0 || source.kind === 'web-identity') refuseTwoEndpoints(sts);
  const plan: Plan = {
    profile: chain.profiles[0]?.name ?? unnamedProfile,
    ...(region && { region: region.value }),
    origins: originsOf({ region }),
    source,
    sts,
    codes: resolveCodes(chain, platform),
    steps: keyed(source, sts, steps),
  };
  return { plan, chain, request, platform, serial, device, region, roles };
}

/** Where nobody chose one: who holds the MFA device, else the local user. */
function roleSessionName(
  { profile }: Hop,
  mfaSerial: string | undefined,
  { env, machine }: PlanRequest,
): Sourced {
  const chosen = chosenRoleSessionName(profile.setting('role_session_name'), env);
  if (chosen !== undefined) return chosen;
  return { value: defaultRoleSessionName(mfaSerial, machine), origin: { kind: 'default' } };
}
