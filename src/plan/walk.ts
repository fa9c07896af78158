import type { ProfileGraph } from '../config/graph.ts';
import { baseOf, staticSource, type BaseContext } from './base.ts';
import {
  chainProfile,
  noOverrides,
  roleSetting,
  type ChainProfile,
  type RoleSetting,
} from './chain-profile.ts';
import * as wrong from './config-errors.ts';
import { ambientSource, containerSource, environmentSource } from './environment.ts';
import type { KeySource, Origin, Origins } from './plan.ts';
import type { Overrides, PlanRequest, Sourced } from './request.ts';
import { chosenRoleSessionName, defaultRoleSessionName } from './role-session-name.ts';

/** A profile's chain, from the requested profile down to the credentials it all starts from. */
export interface Chain {
  /** The profiles passed, the requested one first. */
  readonly profiles: readonly ChainProfile[];
  /** The roles met, the requested one first: STS is called for the last of them first. */
  readonly hops: readonly Hop[];
  readonly source: KeySource;
}

export interface Hop {
  readonly profile: ChainProfile;
  readonly role: RoleSetting;
}

/** Where the walk is: at a profile that was asked for, or at one that another names as its source. */
interface Place {
  readonly profile: ChainProfile;
  readonly reached: 'by request' | 'as a source';
}

type Move = { readonly role?: RoleSetting } & (
  { readonly source: KeySource } | { readonly next: Place; readonly because: Origin }
);

/** @throws Failure of kind `configuration` where the chain does not add up. */
export function walkChain(graph: ProfileGraph, request: PlanRequest, context: BaseContext): Chain {
  const profiles: ChainProfile[] = [];
  const hops: Hop[] = [];
  let place: Place = { profile: requestedProfile(graph, request), reached: 'by request' };
  for (;;) {
    const { profile } = place;
    profiles.push(profile);
    const move = moveFrom(place, context);
    if (move.role !== undefined) hops.push({ profile, role: move.role });
    if ('source' in move) return { profiles, hops, source: move.source };
    refuseLoop(profiles, move.next.profile, move.because);
    place = move.next;
  }
}

/** A profile named nowhere, or a `default` that stands in no file, may still start from the environment. */
function requestedProfile(graph: ProfileGraph, request: PlanRequest): ChainProfile {
  const { profile: name, overrides } = request;
  const empty = (label: string) =>
    chainProfile({ name: label, settings: new Map(), headers: [] }, overrides);
  if (name === undefined) return empty('environment');
  const found = graph.profile(name);
  if (found !== undefined) return chainProfile(found, overrides);
  if (name === 'default' && startsElsewhere(request)) return empty('default');
  throw wrong.unknownProfile(name, graph.names());
}

function startsElsewhere({ env, userName, overrides }: PlanRequest): boolean {
  return ambientSource(env, userName) !== undefined || overrides.has('source_profile');
}

function moveFrom(place: Place, context: BaseContext): Move {
  const { profile } = place;
  if (place.reached === 'as a source') {
    const keys = staticSource(profile);
    if (keys !== undefined) return keys;
  }
  const role = roleSetting(profile);
  const tokenFile = profile.plain('web_identity_token_file');
  if (tokenFile !== undefined)
    return { source: webIdentitySource(profile, role, tokenFile, context) };
  return role === undefined ? moveToBase(place, context) : moveThrough(place, role, context);
}

/** `default` is what is asked for where nobody names a profile: it may end where the SDKs' default chain does. */
function moveToBase({ profile, reached }: Place, context: BaseContext): Move {
  const isUnnamed = profile.name === 'default' && reached === 'by request';
  const base = baseOf(profile, context, isUnnamed ? 'everything' : 'keys');
  if ('source' in base) return base;
  const next = askedOfItself(
    context.graph,
    profile,
    base.own.profile,
    base.own.overrides,
    base.line,
  );
  return { next, because: base.line.origin };
}

/** awsmfa's own line in a profile is followed here, as if it had been run. */
function askedOfItself(
  graph: ProfileGraph,
  profile: ChainProfile,
  name: string | undefined,
  overrides: Overrides,
  line: Sourced,
): Place {
  if (name === undefined) throw wrong.onlyItself(profile, line);
  const found = graph.profile(name);
  if (found === undefined) throw wrong.unknownProfile(name, graph.names());
  return { profile: chainProfile(found, overrides), reached: 'by request' };
}

function moveThrough(place: Place, role: RoleSetting, context: BaseContext): Move {
  const { profile } = place;
  const source = profile.setting('source_profile');
  const named = profile.setting('credential_source');
  if (source !== undefined && named !== undefined) throw wrong.bothSources(profile, source);
  if (named !== undefined) return { role, source: namedSource(profile, named, context) };
  if (source !== undefined) return { role, ...moveToSource(profile, source, context.graph) };
  if (!profile.givenByHand('role_arn')) throw wrong.roleWithoutSource(profile, role.origin);
  return { role, ...moveToBase(place, context) };
}

function moveToSource(profile: ChainProfile, source: Sourced, graph: ProfileGraph): Move {
  if (source.value === profile.name) {
    const keys = staticSource(profile);
    if (keys === undefined) throw wrong.loop([profile.name, profile.name], source.origin);
    return keys;
  }
  const found = graph.profile(source.value);
  if (found === undefined) throw wrong.missingSource(profile, source);
  const next: Place = { profile: chainProfile(found, noOverrides), reached: 'as a source' };
  return { next, because: source.origin };
}

function namedSource(profile: ChainProfile, named: Sourced, context: BaseContext): KeySource {
  const origins = { source: named.origin };
  switch (named.value) {
    case 'Environment': {
      const keys = environmentSource(context.env);
      if (keys === undefined) throw wrong.noEnvironmentKeys(profile, named.origin);
      return keys;
    }
    case 'Ec2InstanceMetadata':
      return { kind: 'ec2', profile: profile.name, origins };
    case 'EcsContainer':
      return withOrigins({ ...containerSource(context.env), profile: profile.name }, origins);
    default:
      throw wrong.unknownCredentialSource(profile, named);
  }
}

/** What a source says of its origins, after what the profile says. */
function withOrigins(source: KeySource, origins: Origins): KeySource {
  return { ...source, origins: { ...origins, ...source.origins } };
}

function webIdentitySource(
  profile: ChainProfile,
  role: RoleSetting | undefined,
  tokenFile: Sourced,
  { env, userName }: BaseContext,
): KeySource {
  if (role?.arn === undefined) throw wrong.incomplete(profile, tokenFile, 'role_arn');
  const name = chosenRoleSessionName(profile.setting('role_session_name'), env);
  return {
    kind: 'web-identity',
    profile: profile.name,
    roleArn: role.arn,
    tokenFile: tokenFile.value,
    roleSessionName: name?.value ?? defaultRoleSessionName(undefined, userName),
    origins: {
      tokenFile: tokenFile.origin,
      roleArn: role.origin,
      ...(name && { roleSessionName: name.origin }),
    },
  };
}

function refuseLoop(passed: readonly ChainProfile[], next: ChainProfile, origin: Origin): void {
  const names = passed.map(({ name }) => name);
  const back = names.indexOf(next.name);
  if (back >= 0) throw wrong.loop([...names.slice(back), next.name], origin);
}
