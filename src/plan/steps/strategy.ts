import { Failure } from '../../ground/failure.ts';
import { describeOrigin, failureKind, originsOf, type Sourced } from '../../ground/origin.ts';
import { nearest, type Chain } from '../model/chain.ts';
import type { UnkeyedRole, UnkeyedStep } from '../model/plan.ts';
import { unnamedProfile } from '../../words/profile-name.ts';
import type { PlanRequest } from '../model/request.ts';
import { chainedRoleSeconds, roleDuration } from './durations.ts';
import { isLongTerm } from './mfa.ts';
import { getSessionToken } from './steps.ts';

/**
 * An MFA session first, where there is a device and a long-term key, then the roles. Only a role assumed with the
 * long-term key itself may last longer than an hour; the others are silently cut to it.
 */
export function stepsOf(
  chain: Chain,
  roles: readonly UnkeyedRole[],
  device: Sourced | undefined,
  delivery: PlanRequest['delivery'],
): readonly UnkeyedStep[] {
  if (device !== undefined) return withCode(chain, roles, device, delivery);
  const [first, ...later] = roles;
  if (first === undefined || !isLongTerm(chain.source)) return roles.map(capped);
  return [first, ...later.map(capped)];
}

function withCode(
  chain: Chain,
  roles: readonly UnkeyedRole[],
  mfaSerial: Sourced,
  delivery: PlanRequest['delivery'],
): readonly UnkeyedStep[] {
  const condition = chain.source.kind === 'process' ? { onlyForLongTermKey: true as const } : {};
  const mfaStrategy = nearest(chain, 'mfa_strategy');
  const [first, ...later] = roles;
  if (first !== undefined && isCodeForRole(chain, delivery)) {
    const origins = { ...first.origins, ...originsOf({ mfaSerial, mfaStrategy }) };
    return [{ ...first, mfaSerial: mfaSerial.value, ...condition, origins }, ...later.map(capped)];
  }
  const holder = chain.profiles.at(-1)?.name ?? unnamedProfile;
  const duration = nearest(chain, 'session_duration');
  const store = nearest(chain, 'store');
  const session = getSessionToken(holder, { mfaSerial, duration, mfaStrategy, store });
  return [{ ...session, ...condition }, ...roles.map(capped)];
}

/**
 * Whether the code goes with AssumeRole itself: where the strategy is `direct`; or, for credentials that cannot renew
 * themselves (`export`), where the only role should last longer than an hour, which it cannot behind an MFA session. In
 * a longer chain the last role lasts an hour in any case.
 */
export function isCodeForRole(chain: Chain, delivery: PlanRequest['delivery']): boolean {
  const strategy = nearest(chain, 'mfa_strategy');
  if (strategy !== undefined) return parseStrategy(strategy) === 'direct';
  const [only, another] = chain.hops;
  if (only === undefined || another !== undefined || delivery === 'renewing') return false;
  return roleDuration(only.profile.setting('duration_seconds')) > chainedRoleSeconds;
}

function parseStrategy(strategy: Sourced): 'session' | 'direct' {
  if (strategy.value === 'session' || strategy.value === 'direct') return strategy.value;
  throw new Failure(
    failureKind(strategy.origin),
    `MFA strategy "${strategy.value}" (${describeOrigin(strategy.origin)}) is not known`,
    ['use `session` or `direct`'],
  );
}

function capped(role: UnkeyedRole): UnkeyedRole {
  return { ...role, durationSeconds: Math.min(role.durationSeconds, chainedRoleSeconds) };
}
