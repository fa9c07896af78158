import { mfaSessionDuration, roleDuration } from './durations.ts';
import { Failure } from '../../ground/failure.ts';
import { describeOrigin, failureKind, originsOf, type Sourced } from '../../ground/origin.ts';
import type { UnkeyedRole, UnkeyedStep } from '../model/plan.ts';
import { checkedPolicy } from './session-policy.ts';
import { parseList, parseSessionTags } from './session-tags.ts';
import type { Hop } from '../model/chain.ts';

export interface SessionSettings {
  readonly mfaSerial: Sourced;
  readonly duration: Sourced | undefined;
  readonly mfaStrategy: Sourced | undefined;
  readonly store: Sourced | undefined;
}

export function getSessionToken(
  profile: string,
  { mfaSerial, duration, mfaStrategy, store }: SessionSettings,
): UnkeyedStep {
  return {
    kind: 'GetSessionToken',
    profile,
    mfaSerial: mfaSerial.value,
    durationSeconds: mfaSessionDuration(duration),
    ...(store && parseStore(store) === 'keychain' && { store: 'keychain' }),
    origins: originsOf({ mfaSerial, durationSeconds: duration, mfaStrategy, store }),
  };
}

function parseStore(store: Sourced): 'file' | 'keychain' {
  if (store.value === 'file' || store.value === 'keychain') return store.value;
  throw new Failure(
    failureKind(store.origin),
    `store "${store.value}" (${describeOrigin(store.origin)}) is not known`,
    ['use `file` or `keychain`'],
  );
}

/** The call for one role, with every input of AssumeRole that the profile sets. */
export function assumeRole(
  { profile, role }: Hop,
  partition: string,
  roleSessionName: Sourced,
): UnkeyedRole {
  const duration = profile.setting('duration_seconds');
  const externalId = profile.setting('external_id');
  const sourceIdentity = profile.setting('source_identity');
  const tags = profile.setting('session_tags');
  const transitiveTagKeys = profile.setting('transitive_session_tags');
  const policy = profile.setting('policy');
  const policyArns = profile.setting('policy_arns');
  return {
    kind: 'AssumeRole',
    profile: profile.name,
    roleArn: role.in(partition),
    roleSessionName: roleSessionName.value,
    durationSeconds: roleDuration(duration),
    ...(externalId && { externalId: externalId.value }),
    ...(sourceIdentity && { sourceIdentity: sourceIdentity.value }),
    ...(tags && { tags: parseSessionTags(tags) }),
    ...(transitiveTagKeys && { transitiveTagKeys: parseList(transitiveTagKeys) }),
    ...(policy && { policy: checkedPolicy(policy) }),
    ...(policyArns && { policyArns: parseList(policyArns) }),
    origins: {
      roleArn: role.origin,
      ...originsOf({
        roleSessionName,
        durationSeconds: duration,
        externalId,
        sourceIdentity,
        tags,
        transitiveTagKeys,
        policy,
        policyArns,
      }),
    },
  };
}
