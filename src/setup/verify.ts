import type { ProfileGraph } from '../config/graph.ts';
import { Failure } from '../ground/failure.ts';
import type { Origin } from '../ground/origin.ts';
import { noOverrides } from '../plan/model/chain-profile.ts';
import type { Overrides } from '../plan/model/request.ts';
import type { Resolved } from '../plan/model/resolved.ts';
import { attempt } from '../ground/attempt.ts';
import type { Planner } from './state/knowledge.ts';
import type { Wiring } from './decision.ts';

export interface Change {
  readonly before: ProfileGraph;
  readonly after: ProfileGraph;
  readonly wirings: readonly Wiring[];
  readonly plan: Planner;
}

/**
 * The changed profiles because of which some profile would give other credentials than before, or than the proposal
 * says. There are none unless a config is stranger than those that we know. A mistake here would send somebody's
 * commands to another account.
 */
export function findDisturbing(change: Change): ReadonlySet<string> {
  const { before, wirings } = change;
  const names = wirings.map(({ profile }) => profile);
  const disturbed = before.names().flatMap((name) => disturbance(name, change) ?? []);
  // A wiring that no disturbed profile passes through cannot be the cause; if that leaves none, any of them may be.
  const reasons = names.filter((name) => disturbed.includes(name));
  return new Set(disturbed.length > 0 && reasons.length === 0 ? names : reasons);
}

/** The profiles in the chain of one that would change. */
function disturbance(
  name: string,
  { before, after, wirings, plan }: Change,
): readonly string[] | undefined {
  const wiring = wirings.find(({ profile }) => profile === name);
  const expected = attempt(() =>
    wiring === undefined ? plan(before, name, noOverrides) : expectedOf(wiring, before, plan),
  );
  // What did not work before need not work now, but nobody is to be told that it will.
  if (expected instanceof Failure) return wiring === undefined ? undefined : [name];
  const found = attempt(() => plan(after, name, noOverrides));
  if (found instanceof Failure) return [name, ...through(expected)];
  const changed = new Set(wirings.filter(isChanged).map(({ profile }) => profile));
  const way = [...through(expected), ...through(found)];
  const isBehindChange = way.some((each) => each !== name && changed.has(each));
  const isRight = isBehindChange || isSame(expected, found, wiring?.role === 'left');
  return isRight ? undefined : [name, ...way];
}

/** Whether the proposal says that it will give other credentials. */
function isChanged({ role, why, mfaSerial }: Wiring): boolean {
  return role === 'left' || why !== undefined || mfaSerial !== undefined;
}

function expectedOf(
  { profile, to, role, asked, mfaSerial }: Wiring,
  graph: ProfileGraph,
  plan: Planner,
): Resolved {
  const device =
    mfaSerial === undefined ? [] : [['mfa_serial', { value: mfaSerial, origin }] as const];
  const overrides: Overrides = new Map([...asked, ...device]);
  return plan(graph, role === 'left' ? to : profile, overrides);
}

const origin: Origin = { kind: 'default' };

function through(resolved: Resolved): readonly string[] {
  return resolved.chain.profiles.map(({ name }) => name);
}

/** The same base and the same sessions; the region is the profile's own. */
function isSame(
  { plan: one }: Resolved,
  { plan: other }: Resolved,
  isRegionFree: boolean,
): boolean {
  const isSameRegion = isRegionFree || one.region === other.region;
  return isSameRegion && essence(one) === essence(other);
}

/** Without names of profiles and places in files. */
function essence({ source, sts, steps }: Resolved['plan']): string {
  const { origins: _origins, profile: _profile, ...base } = source;
  const keys = steps.map(({ kind, key, durationSeconds }) => [kind, key, durationSeconds]);
  return JSON.stringify([base, sts.partition, sts.endpoint, keys]);
}
