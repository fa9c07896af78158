import { mfaSessionDuration, roleDuration } from './durations.ts';
import { originsOf, type Sourced } from '../../ground/origin.ts';
import type { UnkeyedRole, UnkeyedStep } from '../model/plan.ts';
import { checkedPolicy } from './session-policy.ts';
import { parseList, parseSessionTags } from './session-tags.ts';
import type { Hop } from '../model/chain.ts';

export function getSessionToken(
  profile: string,
  mfaSerial: Sourced,
  duration: Sourced | undefined,
  mfaStrategy: Sourced | undefined,
): UnkeyedStep {
  return {
    kind: 'GetSessionToken',
    profile,
    mfaSerial: mfaSerial.value,
    durationSeconds: mfaSessionDuration(duration),
    origins: originsOf({ mfaSerial, durationSeconds: duration, mfaStrategy }),
  };
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
