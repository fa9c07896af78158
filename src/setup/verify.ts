import type { ProfileGraph } from '../config/graph.ts';
import { Failure } from '../ground/failure.ts';
import type { Origin } from '../ground/origin.ts';
import { noOverrides } from '../plan/model/chain-profile.ts';
import type { Overrides } from '../plan/model/request.ts';
import type { Resolved } from '../plan/model/resolved.ts';
import { quoted } from '../words/text.ts';
import type { Planner } from './state/knowledge.ts';
import type { Wiring } from './proposal.ts';

export interface Change {
  readonly before: ProfileGraph;
  readonly after: ProfileGraph;
  readonly wirings: readonly Wiring[];
  readonly plan: Planner;
}

/**
 * @throws Failure of kind `configuration` unless every profile comes to what it came to before, and those that are wired
 * to what was said of them. A mistake here would send somebody's commands to another account.
 */
export function verifyPlans({ before, after, wirings, plan }: Change): void {
  const byName = new Map(wirings.map((wiring) => [wiring.profile, wiring]));
  const changed = new Set(wirings.filter(isChanged).map(({ profile }) => profile));
  for (const name of before.names()) {
    const wiring = byName.get(name);
    const expected = outcome(() =>
      wiring === undefined ? plan(before, name, noOverrides) : expectedOf(wiring, before, plan),
    );
    if (expected === undefined) continue;
    const found = outcome(() => plan(after, name, noOverrides));
    const isBehindChange = [...through(expected), ...through(found)].some(
      (each) => each !== name && changed.has(each),
    );
    const isRight =
      found !== undefined && (isBehindChange || isSame(expected, found, wiring?.role === 'left'));
    if (!isRight) throw differs(name);
  }
}

/** Whether it comes to something else than it did, which is said. */
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

/** Undefined where the profile did not work before either. */
function outcome(resolve: () => Resolved): Resolved | undefined {
  try {
    return resolve();
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

function through(resolved: Resolved | undefined): readonly string[] {
  return resolved?.chain.profiles.map(({ name }) => name) ?? [];
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

function differs(profile: string): Failure {
  return new Failure(
    'configuration',
    `the change would make something else of profile ${quoted(profile)}, so nothing is written`,
    ['name the profiles that are to be wired, without this one and those that it goes through'],
  );
}
