import type { Sourced } from '../../ground/origin.ts';
import type { Chain } from './chain.ts';
import type { Plan, UnkeyedRole } from './plan.ts';
import type { PlanRequest } from './request.ts';

/** A plan, and what it was made of. */
export interface Resolved {
  readonly plan: Plan;
  readonly chain: Chain;
  readonly request: PlanRequest;
  readonly platform: NodeJS.Platform;
  readonly serial: Sourced | undefined;
  /** The same, where its code is used. */
  readonly device: Sourced | undefined;
  readonly region: Sourced | undefined;
  /** As they were asked for, the first one called first. */
  readonly roles: readonly UnkeyedRole[];
}
