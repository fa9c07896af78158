import type { KeySource, Step } from '../../plan/model/plan.ts';
import { baseIdentity } from '../../plan/session-key.ts';
import type { StoredSession } from '../../session/ports.ts';
import type { WorkingProfile } from './overview.ts';

/** What chains have in common: a base, or a session that is made from what is above it. */
export interface Node {
  /** The profiles whose credentials these are. */
  readonly profiles: WorkingProfile[];
  readonly children: Map<string, SessionNode>;
}

export interface BaseNode extends Node {
  readonly source: KeySource;
}

export interface SessionNode extends Node {
  readonly step: Step;
  readonly session: StoredSession | undefined;
}

/**
 * The chains as trees: one for each base, in the order in which the profiles come. Equal session keys mean the same
 * session.
 */
export function growForest(profiles: readonly WorkingProfile[]): readonly BaseNode[] {
  const bases = new Map<string, BaseNode>();
  for (const profile of profiles) {
    const { source, steps } = profile.plan;
    const base = { source, profiles: [], children: new Map<string, SessionNode>() };
    let node: Node = found(bases, JSON.stringify(baseIdentity(source)), base);
    for (const [index, step] of steps.entries()) {
      const session = { step, session: profile.cached[index], profiles: [], children: new Map() };
      node = found(node.children, step.key, session);
    }
    node.profiles.push(profile);
  }
  return [...bases.values()];
}

function found<T>(nodes: Map<string, T>, key: string, fresh: T): T {
  const node = nodes.get(key) ?? fresh;
  nodes.set(key, node);
  return node;
}
