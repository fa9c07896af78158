import { hash } from '../words/hash.ts';
import type { KeySource, SessionKey, Step, StsTarget, UnkeyedStep } from './model/plan.ts';

/**
 * Gives every step its key: a hash (SHA-256 of JSON with sorted properties) of the key before it and of every input of
 * the step. The first step has no key before it, but a hash of the source's `baseIdentity`, the partition and a custom
 * endpoint; nothing else about how STS is reached is included.
 *
 * Two profiles behind one MFA session share its key because everything up to it is equal; whatever is changed
 * upstream changes every key downstream. No input is listed here, so none can be forgotten: all fields of `KeySource`,
 * `GetSessionToken` and `AssumeRole` (model/plan.ts) are included, except those that `baseIdentity` and `inputs` remove
 * because they do not lead to other credentials.
 */
export function keyed(
  source: KeySource,
  sts: StsTarget,
  steps: readonly UnkeyedStep[],
): readonly Step[] {
  let before = hash([baseIdentity(source), { partition: sts.partition, endpoint: sts.endpoint }]);
  return steps.map((step) => {
    before = hash([before, inputs(step)]);
    return { ...step, key: before as SessionKey };
  });
}

/**
 * A key pair is identified by its access key id alone, wherever it is kept and whatever account the config says it is
 * of. Any other source is identified by all of its fields but the profile's name and the origins of settings, so that
 * profiles with the same base share sessions.
 */
export function baseIdentity(source: KeySource) {
  if ('accessKeyId' in source) return { accessKeyId: source.accessKeyId };
  const { profile: _profile, origins: _origins, ...identity } = source;
  return identity;
}

/**
 * All fields but names and origins. Two profiles share an MFA session even if they want it to last for different
 * lengths of time or keep it differently. The region in which STS is called is no field of a step: credentials are good
 * for a whole partition.
 */
function inputs({ profile: _profile, origins: _origins, ...step }: UnkeyedStep) {
  if (step.kind !== 'GetSessionToken') return step;
  const { durationSeconds: _durationSeconds, store: _store, ...session } = step;
  return session;
}
