import { Failure } from '../../ground/failure.ts';
import { describeOrigin } from '../../ground/origin.ts';
import type { KeySource, Plan } from '../../plan/model/plan.ts';
import { describeSource } from '../../render/values/key-source.ts';
import { describeProfile } from '../../words/profile-name.ts';
import { profileWord } from '../../words/shell-word.ts';

/** A source whose key awsmfa can replace. */
type Rotatable = Extract<KeySource, { kind: 'static' | 'keychain' }>;

/** @throws Failure where the plan starts from anything but a long-term key in a file or in the keychain. */
export function refuseUnrotatable({ source, profile }: Plan): Rotatable {
  if (source.kind === 'keychain' || (source.kind === 'static' && !source.temporary)) return source;
  const [origin] = Object.values(source.origins);
  const where = origin === undefined ? '' : ` (${describeOrigin(origin)})`;
  throw new Failure(
    'configuration',
    `${describeProfile(profile)} has no access key that can be rotated: it starts from ${describeSource(source)}${where}`,
    [hint(source, profile)],
  );
}

function hint(source: KeySource, profile: string): string {
  if (source.kind === 'process') return 'rotate it with the program that keeps it';
  if (source.kind === 'environment' && !source.temporary)
    return `a variable is set by somebody else: keep the key with \`awsmfa keys add ${profileWord(profile)}\`, and rotate it then`;
  return 'such credentials are temporary, and renewed where they come from';
}
