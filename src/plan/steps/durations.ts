import { Failure } from '../../ground/failure.ts';
import { durationForms, parseDuration } from '../../words/duration.ts';
import { describeOrigin, failureKind, type Sourced } from '../../ground/origin.ts';
import type { Overrides } from '../model/request.ts';

// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html and API_GetSessionToken.html
const role = { default: 3600, least: 900, most: 43_200, range: '15m and 12h' };
const mfaSession = { default: 43_200, least: 900, most: 129_600, range: '15m and 36h' };

/** Roles assumed with temporary credentials, an MFA session's included, last an hour at most. */
export const chainedRoleSeconds = 3600;

export function roleDuration(setting: Sourced | undefined): number {
  return checked(setting, role);
}

export function mfaSessionDuration(setting: Sourced | undefined): number {
  return checked(setting, mfaSession);
}

/** @throws Failure for an override that AWS does not accept, whether or not anything will last as long. */
export function refuseBadDurations(overrides: Overrides): void {
  roleDuration(overrides.get('duration_seconds'));
  mfaSessionDuration(overrides.get('session_duration'));
}

function checked(setting: Sourced | undefined, limits: typeof role): number {
  if (setting === undefined || setting.value === '') return limits.default;
  const seconds = parseDuration(setting.value);
  if (seconds !== undefined && seconds >= limits.least && seconds <= limits.most) return seconds;
  throw new Failure(
    failureKind(setting.origin),
    `duration "${setting.value}" (${describeOrigin(setting.origin)}) must be between ${limits.range}`,
    [`use ${durationForms}`],
  );
}
