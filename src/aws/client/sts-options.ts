import type { Environment } from '../../ground/environment.ts';
import type { StsTarget } from '../../plan/model/plan.ts';
import type { Budget } from './budget.ts';

export interface StsOptions {
  readonly target: StsTarget;
  /** The profile that was asked for, for messages. */
  readonly profile: string;
  readonly budget: Budget;
  readonly env: Environment;
  readonly now: () => Date;
}
