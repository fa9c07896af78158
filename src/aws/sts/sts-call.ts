import type { Credentials } from '../../ground/credentials.ts';
import type { Step } from '../../plan/model/plan.ts';
import { describeProfile, isNamed } from '../../words/profile-name.ts';

/** What messages need to know of one call to STS. */
export interface StsCall {
  readonly step: Step;
  readonly signer: Credentials;
  readonly tokenCode: string | undefined;
  /** The profile that was asked for. */
  readonly profile: string;
}

/** `profile "base"`; where another one was asked for, `profile "base" (for profile "prod")`. */
export function describeProfileOf({ step, profile }: StsCall): string {
  const own = describeProfile(step.profile);
  return step.profile === profile || !isNamed(profile)
    ? own
    : `${own} (for ${describeProfile(profile)})`;
}
