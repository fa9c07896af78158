import type { Surroundings } from './surroundings.ts';

/**
 * `error`: something fails, goes to the wrong account, is open to others, or no longer asks for MFA. `warning`: it
 * surprises.
 */
export type Severity = 'error' | 'warning';

/**
 * One kind of thing that can be wrong, how it is found, and what is said about it on the screen and in docs/doctor.md.
 */
export interface FindingKind {
  /** Stable: scripts go by it. */
  readonly id: string;
  readonly severity: Severity;
  /** What is wrong, in the words of a headline. */
  readonly title: string;
  /** Why it matters, in whole sentences. */
  readonly why: string;
  /** What to do about it, in whole sentences; sightings may know better. */
  readonly mend: string;
  /** Where it is found; nowhere, as a rule. */
  readonly find: (surroundings: Surroundings) => readonly Sighting[];
}

/** One place where something is wrong. */
export interface Sighting {
  /** What is wrong there, in the style of a message. */
  readonly what: string;
  /** The place in a file; undefined where it is none, or where `what` names it. */
  readonly at?: Place | undefined;
  /** Things to do here, in the style of hints. */
  readonly mend?: readonly string[];
}

export interface Place {
  readonly file: string;
  /** From 1. */
  readonly line?: number;
}

/** A kind, and every place it was found at: at least one. */
export interface Finding extends Omit<FindingKind, 'find'> {
  readonly sightings: readonly Sighting[];
}
