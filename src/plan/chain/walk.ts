import type { Chain, Hop } from '../model/chain.ts';
import type { Origin, Sourced } from '../../ground/origin.ts';
import type { ProfileGraph } from '../../config/graph.ts';
import { baseOf, ownKey, type BaseContext, type FollowedLine } from './base.ts';
import {
  chainProfile,
  noOverrides,
  roleSetting,
  type ChainProfile,
  type RoleSetting,
} from '../model/chain-profile.ts';
import * as wrong from './config-errors.ts';
import * as missing from './missing-profile.ts';
import { ambientSource } from './environment-source.ts';
import type { KeySource } from '../model/plan.ts';
import type { Overrides, PlanRequest } from '../model/request.ts';
import { namedSource, webIdentitySource } from './role-sources.ts';
import { unnamedProfile } from '../../words/profile-name.ts';

/** Where the walk is: at a profile that was asked for, if only by awsmfa's own line, or at another's source. */
interface Place {
  readonly profile: ChainProfile;
  readonly reached: 'by request' | 'by its own line' | 'as a source';
  /** What options and variables give, for whatever profile is asked for in place of this one. */
  readonly overrides: Overrides;
}

type Move = { readonly role?: RoleSetting } & (
  { readonly source: KeySource } | { readonly next: Place; readonly because: Origin }
);

/** @throws Failure of kind `configuration` where the chain does not add up. */
export function walkChain(
  graph: ProfileGraph,
  request: PlanRequest,
  platform: NodeJS.Platform,
): Chain {
  const context: BaseContext = { ...request, graph, platform };
  const profiles: ChainProfile[] = [];
  const hops: Hop[] = [];
  const { overrides } = request;
  let place: Place = {
    profile: requestedProfile(graph, request),
    reached: 'by request',
    overrides,
  };
  for (;;) {
    const { profile } = place;
    profiles.push(profile);
    const move = moveFrom(place, context);
    if (move.role !== undefined) hops.push({ profile, role: move.role });
    if ('source' in move) return { profiles, hops, source: move.source };
    refuseLoop(profiles, move.next, move.because);
    place = move.next;
  }
}

/** A profile named nowhere, or a `default` that is in no file, may still start from the environment. */
function requestedProfile(graph: ProfileGraph, request: PlanRequest): ChainProfile {
  const { profile: name, overrides } = request;
  if (name === undefined) return emptyProfile(unnamedProfile, overrides);
  const found = graph.profile(name);
  if (found !== undefined) return chainProfile(found, overrides);
  if (name === 'default' && startsElsewhere(request)) return emptyProfile('default', overrides);
  throw missing.unknownProfile(name, request.chosenBy, { graph, env: request.env });
}

function emptyProfile(label: string, overrides: Overrides): ChainProfile {
  return chainProfile({ name: label, settings: new Map(), headers: [] }, overrides);
}

function startsElsewhere(request: PlanRequest): boolean {
  return (
    ambientSource(request) !== undefined || Boolean(request.overrides.get('source_profile')?.value)
  );
}

function moveFrom(place: Place, context: BaseContext): Move {
  const { profile } = place;
  if (place.reached === 'as a source') {
    const keys = ownKey(profile);
    if (keys !== undefined) return keys;
  }
  const role = roleSetting(profile);
  const tokenFile = profile.plain('web_identity_token_file');
  if (tokenFile !== undefined)
    return { source: webIdentitySource(profile, role, tokenFile, context) };
  return role === undefined ? moveToBase(place, context) : moveThrough(place, role, context);
}

/** `default` is the profile if none is named, so it may also start where the SDKs' default chain does. */
function moveToBase(place: Place, context: BaseContext): Move {
  const { profile, reached } = place;
  const isUnnamed = profile.name === 'default' && reached !== 'as a source';
  const base = baseOf(profile, context, {
    offered: isUnnamed ? 'everything' : 'keys',
    lineToItself: reached === 'by its own line' ? 'skipped' : 'followed',
  });
  if ('source' in base) return base;
  return { next: askedByLine(place, base, context), because: base.line.origin };
}

/** awsmfa's own line in a profile is followed here, as if it had been run. */
function askedByLine(place: Place, { own, line }: FollowedLine, context: BaseContext): Place {
  const { profile } = place;
  const overrides: Overrides = new Map([...own.overrides, ...place.overrides]);
  const next = (asked: ChainProfile): Place => {
    const reached = asked.name === profile.name ? 'by its own line' : 'by request';
    return { profile: asked, reached, overrides };
  };
  if (own.profile === undefined) return next(emptyProfile(unnamedProfile, overrides));
  const found = context.graph.profile(own.profile);
  if (found === undefined) throw missing.missingInLine(profile, line, own.profile, context);
  return next(chainProfile(found, overrides));
}

function moveThrough(place: Place, role: RoleSetting, context: BaseContext): Move {
  const { profile } = place;
  const source = profile.setting('source_profile');
  const named = profile.setting('credential_source');
  if (source !== undefined && named !== undefined) throw wrong.bothSources(profile, source);
  if (named !== undefined) return { role, source: namedSource(profile, named, context) };
  if (source !== undefined) return { role, ...moveToSource(profile, source, context) };
  if (!profile.isOverridden('role_arn'))
    throw missing.roleWithoutSource(profile, role.origin, context);
  // The overrides are for the role: its source has none.
  return { role, ...moveToBase({ ...place, overrides: noOverrides }, context) };
}

function moveToSource(profile: ChainProfile, source: Sourced, context: BaseContext): Move {
  if (source.value === profile.name) {
    const keys = ownKey(profile);
    if (keys === undefined) throw wrong.loop([profile.name, profile.name], source.origin);
    return keys;
  }
  const found = context.graph.profile(source.value);
  if (found === undefined) throw missing.missingSource(profile, source, context);
  const sourceProfile = chainProfile(found, noOverrides);
  const next: Place = { profile: sourceProfile, reached: 'as a source', overrides: noOverrides };
  return { next, because: source.origin };
}

/**
 * A profile may be visited a second time through its own `credential_process` line. The unnamed profile never counts as
 * part of a loop.
 */
function refuseLoop(passed: readonly ChainProfile[], next: Place, origin: Origin): void {
  const { name } = next.profile;
  if (next.reached === 'by its own line') return;
  const names = passed
    .map((profile) => profile.name)
    .filter((each, index, all) => each !== unnamedProfile && each !== all[index - 1]);
  const back = names.lastIndexOf(name);
  if (back >= 0) throw wrong.loop([...names.slice(back), name], origin);
}
