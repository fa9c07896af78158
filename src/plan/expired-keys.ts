import { Failure } from '../ground/failure.ts';
import { describeOrigin } from '../ground/origin.ts';
import { describeProfile } from '../words/profile-name.ts';
import { profileWord } from '../words/shell-word.ts';
import { describeTime } from '../words/time.ts';
import type { KeySource } from './model/plan.ts';

/** Why the keys that a chain starts from are of no use any more: their file says itself when they expired. */
export function whyExpired(source: KeySource, now: Date): Failure | undefined {
  if (source.kind !== 'static') return undefined;
  const { profile, expiration: end } = source;
  if (end === undefined || end > now) return undefined;
  const at = source.origins['expiration'];
  const where = at === undefined ? '' : ` (${describeOrigin(at)})`;
  return new Failure(
    'configuration',
    `the session keys of ${describeProfile(profile)} expired at ${describeTime(end)}${where}`,
    [
      'get new ones from the tool that wrote them there',
      `or, if that asked for an MFA code, have awsmfa do it from now on: \`awsmfa setup ${profileWord(profile)}\``,
    ],
    'expired',
  );
}

/** When they expire, where their file says so. */
export function endOfKeys(source: KeySource): Date | undefined {
  return source.kind === 'static' ? source.expiration : undefined;
}
