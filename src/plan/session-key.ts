import { createHash } from 'node:crypto';
import type {
  AssumeRole,
  GetSessionToken,
  KeySource,
  SessionKey,
  Step,
  StsTarget,
} from './plan.ts';

type Unkeyed<T> = T extends unknown ? Omit<T, 'key'> : never;
export type UnkeyedStep = Unkeyed<GetSessionToken> | Unkeyed<AssumeRole>;

/**
 * Gives every step its key: a hash over the key before it and every input of the step, from the base identity on.
 *
 * Two profiles behind one MFA session share its key because everything up to it is equal; whatever is changed
 * upstream changes every key downstream. No input is listed here, so none can be forgotten; the two functions
 * below leave out, on purpose, what does not make other credentials.
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

/** Left out: the profile's name and where settings were found, so that profiles with one key share its sessions. */
function baseIdentity({ profile: _profile, origins: _origins, ...identity }: KeySource) {
  return identity;
}

/**
 * Left out: names and places as above, and the MFA session's duration: the session that is there serves whoever
 * asks. The region is not among the inputs at all, since credentials are good for a whole partition.
 */
function inputs({ profile: _profile, origins: _origins, ...step }: UnkeyedStep) {
  if (step.kind !== 'GetSessionToken') return step;
  const { durationSeconds: _durationSeconds, ...session } = step;
  return session;
}

/** Properties are sorted, so that the order they were written in means nothing. */
function hash(value: unknown): string {
  const canonical = JSON.stringify(value, (_name, part: unknown) => sorted(part));
  return createHash('sha256').update(canonical).digest('hex');
}

function sorted(part: unknown): unknown {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
  return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
}
