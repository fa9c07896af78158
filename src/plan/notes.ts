import { describeDuration } from '../words/duration.ts';
import { describeOrigin, type Sourced } from '../ground/origin.ts';
import type { KeySource, StsTarget, UnkeyedStep } from './model/plan.ts';
import type { Overrides } from './model/request.ts';
import type { UnkeyedRole } from './steps/steps.ts';

/** What a person reading the plan should know: a setting that was passed over, a duration that was cut. */
export function notesOn(
  source: KeySource,
  serial: Sourced | undefined,
  mfa: Sourced | undefined,
  asked: readonly UnkeyedRole[],
  steps: readonly UnkeyedStep[],
): readonly string[] {
  return [...noteTemporaryBase(source, serial, mfa), ...noteCapped(asked, steps)];
}

/** Where STS is called in another region than the one that is configured. */
export function noteRegion(
  region: Sourced | undefined,
  sts: StsTarget,
  steps: readonly UnkeyedStep[],
): readonly string[] {
  const isUsed = region === undefined || region.value === sts.region;
  if (isUsed || sts.endpoint !== undefined || steps.length === 0) return [];
  return [
    `STS is called in ${sts.region}: "${region.value}" (${describeOrigin(region.origin)}) is no region of partition ${sts.partition}`,
  ];
}

/** A duration given by hand that applies to nothing. */
export function noteDurations(
  overrides: Overrides,
  steps: readonly UnkeyedStep[],
): readonly string[] {
  const role = overrides.get('duration_seconds');
  const session = overrides.get('session_duration');
  const has = (kind: UnkeyedStep['kind']) => steps.some((step) => step.kind === kind);
  return [
    ...noteIdle(has('AssumeRole') ? undefined : role, 'no role is assumed'),
    ...noteIdle(has('GetSessionToken') ? undefined : session, 'no MFA session is opened'),
  ];
}

function noteIdle(duration: Sourced | undefined, why: string): readonly string[] {
  if (duration === undefined) return [];
  return [
    `duration "${duration.value}" (${describeOrigin(duration.origin)}) applies to nothing: ${why}`,
  ];
}

function noteTemporaryBase(
  source: KeySource,
  serial: Sourced | undefined,
  mfa: Sourced | undefined,
): readonly string[] {
  if (serial === undefined || mfa !== undefined) return [];
  const where = source.profile === undefined ? 'the environment' : `profile "${source.profile}"`;
  return [`the credentials of ${where} are temporary, so that no MFA code can be used with them`];
}

function noteCapped(
  asked: readonly UnkeyedRole[],
  steps: readonly UnkeyedStep[],
): readonly string[] {
  const roles = steps.slice(-asked.length);
  return asked.flatMap(({ profile, durationSeconds }, index) => {
    const given = roles[index]?.durationSeconds ?? durationSeconds;
    if (given === durationSeconds) return [];
    const [wanted, cut] = [durationSeconds, given].map(describeDuration);
    return `the role of profile "${profile}" lives ${cut}, not ${wanted}: AWS allows no more to roles assumed from a session`;
  });
}
