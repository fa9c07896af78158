import { hash } from '../words/hash.ts';
import type { KeySource, SessionKey, Step, StsTarget, UnkeyedStep } from './model/plan.ts';

/**
 * Gives every step its key: a hash over the key before it and every input of the step, from the base identity on.
 *
 * Two profiles behind one MFA session share its key because everything up to it is equal; whatever is changed
 * upstream changes every key downstream. No input of a step is listed here, so none can be forgotten: all fields of
 * `GetSessionToken` and `AssumeRole` (model/plan.ts) count, except those that the two functions below leave out on
 * purpose, since they do not make other credentials. Of how STS is reached, its partition and a custom endpoint count.
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
 * A key pair is known by its access key id alone, wherever it is and whatever account it is said to
 * be of. Of other sources the profile's name and the origins of settings are left out, so that whoever has the same
 * base shares its sessions.
 */
export function baseIdentity(source: KeySource) {
  if ('accessKeyId' in source) return { accessKeyId: source.accessKeyId };
  const { profile: _profile, origins: _origins, ...identity } = source;
  return identity;
}

/**
 * Left out: names and origins as above, and how long the MFA session lasts and how it is kept: the session that is
 * there serves whoever asks. The region is not among the inputs at all, since credentials are good for a whole
 * partition.
 */
function inputs({ profile: _profile, origins: _origins, ...step }: UnkeyedStep) {
  if (step.kind !== 'GetSessionToken') return step;
  const { durationSeconds: _durationSeconds, store: _store, ...session } = step;
  return session;
}
