import type { ProfileGraph } from '../../config/graph.ts';
import type { Overrides } from '../../plan/model/request.ts';
import type { Resolved } from '../../plan/model/resolved.ts';

/** What is known of the configuration and the machine. */
export interface Knowledge {
  readonly graph: ProfileGraph;
  readonly platform: NodeJS.Platform;
  /** Whether there is a file of this name. */
  readonly exists: (path: string) => boolean;
  readonly plan: Planner;
  /** The profile that the person names for session keys whose origin is not known. */
  readonly sourceProfile: string | undefined;
}

/** The plan of a profile as the files alone have it. @throws Failure */
export type Planner = (graph: ProfileGraph, profile: string, overrides: Overrides) => Resolved;
