import type { Caller } from '../authentication.ts';
import type { Identity } from '../identity.ts';
import type { Trust } from '../world.ts';

/** What a trust policy looks at. */
export interface TrustRequest {
  readonly caller: Caller;
  readonly externalId: string | undefined;
  /** `aws:MultiFactorAuthAge`; undefined without MFA. */
  readonly mfaAgeSeconds: number | undefined;
}

/** Does the role let the caller in? */
export function isTrusted(trust: Trust, request: TrustRequest): boolean {
  return (
    trust.principals.some((principal) => covers(principal, request.caller.identity)) &&
    (trust.externalId === undefined || trust.externalId === request.externalId) &&
    isMfaSufficient(trust, request.mfaAgeSeconds)
  );
}

function covers(principal: string, caller: Identity): boolean {
  const root = `arn:${caller.partition}:iam::${caller.account}:root`;
  return [caller.account, root, caller.principal].includes(principal);
}

function isMfaSufficient(trust: Trust, ageSeconds: number | undefined): boolean {
  if (ageSeconds === undefined)
    return trust.mfa !== 'required' && trust.mfaMaxAgeSeconds === undefined;
  return ageSeconds < (trust.mfaMaxAgeSeconds ?? Infinity);
}
