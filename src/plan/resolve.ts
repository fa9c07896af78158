import type { Chain, Hop } from './model/chain.ts';
import type { ProfileGraph } from '../config/graph.ts';
import { Failure } from '../ground/failure.ts';
import { chainedRoleSeconds, refuseBadDurations, roleDuration } from './steps/durations.ts';
import { refuseSecurityKey, resolveMfaSerial } from './steps/mfa.ts';
import { noteDurations, noteRegion, notesOn } from './notes.ts';
import { describeOrigin, failureKind, originsOf, type Sourced } from '../ground/origin.ts';
import type { KeySource, Plan, UnkeyedStep } from './model/plan.ts';
import type { PlanRequest, SettingName } from './model/request.ts';
import { chosenRoleSessionName, defaultRoleSessionName } from './chain/role-session-name.ts';
import { keyed } from './session-key.ts';
import { assumeRole, getSessionToken, type UnkeyedRole } from './steps/steps.ts';
import { refuseTwoEndpoints, resolveRegion, resolveStsTarget } from './sts/sts-target.ts';
import { walkChain } from './chain/walk.ts';

/**
 * Decides what will be done to get credentials for a profile. Pure: nothing is read, asked or called.
 *
 * @throws Failure of kind `configuration` (or `usage`, for a value on the command line) that names the profile,
 * the file and the line.
 */
export function resolvePlan(
  graph: ProfileGraph,
  request: PlanRequest,
  platform: NodeJS.Platform,
): Plan {
  const { env, machine } = request;
  refuseBadDurations(request.overrides);
  const chain = walkChain(graph, request, { graph, env, platform, machine });
  const serial = resolveMfaSerial(chain, env);
  const region = resolveRegion(chain, env);
  const sts = resolveStsTarget(chain, region, serial?.value, graph, env);
  const roles = chain.hops
    .toReversed()
    .map((hop) => assumeRole(hop, sts.partition, roleSessionName(hop, serial?.value, request)));
  const mfa = isLongTerm(chain.source) ? serial : undefined;
  if (mfa !== undefined) refuseSecurityKey(mfa);
  const steps = stepsOf(chain, roles, mfa, request);
  if (steps.length > 0 || chain.source.kind === 'web-identity') refuseTwoEndpoints(sts);
  return {
    profile: chain.profiles[0]?.name ?? '',
    ...(region === undefined ? {} : { region: region.value, regionOrigin: region.origin }),
    source: chain.source,
    sts,
    steps: keyed(chain.source, sts, steps),
    notes: [
      ...noteRegion(region, sts, steps),
      ...notesOn(chain.source, serial, mfa, roles, steps),
      ...noteDurations(request.overrides, steps),
      ...(mfa === undefined ? [] : noteLongerOnce(chain, request)),
    ],
  };
}

/** Only a long-term key can open an MFA session; every provider's credentials are temporary already. */
function isLongTerm(source: KeySource): boolean {
  return (source.kind === 'static' || source.kind === 'environment') && !source.temporary;
}

/**
 * An MFA session first, where there is a device and a long-term key, then the roles. Only a role assumed with the
 * long-term key itself may live longer than an hour; the others are cut to it, without bothering anyone.
 */
function stepsOf(
  chain: Chain,
  roles: readonly UnkeyedRole[],
  mfa: Sourced | undefined,
  request: PlanRequest,
): readonly UnkeyedStep[] {
  const [first, ...later] = roles;
  const holder = chain.profiles.at(-1)?.name ?? '';
  if (mfa !== undefined && (first === undefined || !takesCodeDirectly(chain, request))) {
    const strategy = nearest(chain, 'mfa_strategy');
    const session = getSessionToken(holder, mfa, nearest(chain, 'session_duration'), strategy);
    return [session, ...roles.map(capped)];
  }
  if (first === undefined) return [];
  const fromKey = mfa === undefined ? first : withCode(first, mfa, nearest(chain, 'mfa_strategy'));
  return [isLongTerm(chain.source) ? fromKey : capped(first), ...later.map(capped)];
}

/**
 * The code goes with AssumeRole itself where that was set; or where somebody asked for more than the hour that a
 * role behind an MFA session lives, and what they get cannot renew itself. The last role of a longer chain lives
 * an hour all the same.
 */
function takesCodeDirectly(chain: Chain, request: PlanRequest): boolean {
  const strategy = nearest(chain, 'mfa_strategy');
  if (strategy !== undefined) return parseStrategy(strategy) === 'direct';
  const [only, another] = chain.hops;
  if (only === undefined || another !== undefined || request.delivery === 'renewing') return false;
  return roleDuration(only.profile.setting('duration_seconds')) > chainedRoleSeconds;
}

/** A plan for a caller that renews is not the one for `export`, where that takes a code to make one session longer. */
function noteLongerOnce(chain: Chain, request: PlanRequest): readonly string[] {
  if (takesCodeDirectly(chain, request)) return [];
  if (!takesCodeDirectly(chain, { ...request, delivery: 'fixed' })) return [];
  return [
    '`awsmfa export` asks for a code of its own, so that this session lives as long as asked',
  ];
}

function parseStrategy(strategy: Sourced): 'session' | 'direct' {
  if (strategy.value === 'session' || strategy.value === 'direct') return strategy.value;
  throw new Failure(
    failureKind(strategy.origin),
    `MFA strategy "${strategy.value}" (${describeOrigin(strategy.origin)}) is not known`,
    ['use `session` or `direct`'],
  );
}

function withCode(
  role: UnkeyedRole,
  mfaSerial: Sourced,
  mfaStrategy: Sourced | undefined,
): UnkeyedRole {
  const origins = { ...role.origins, ...originsOf({ mfaSerial, mfaStrategy }) };
  return { ...role, mfaSerial: mfaSerial.value, origins };
}

function capped(role: UnkeyedRole): UnkeyedRole {
  return { ...role, durationSeconds: Math.min(role.durationSeconds, chainedRoleSeconds) };
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

/** A setting of awsmfa's own, from the profile nearest to the requested one that has it. */
function nearest(chain: Chain, name: SettingName): Sourced | undefined {
  return chain.profiles
    .map((profile) => profile.setting(name))
    .find((found) => found !== undefined);
}
