import { Failure } from '../ground/failure.ts';
import type { Environment } from '../ground/environment.ts';
import type { KeySource, Plan } from '../plan/model/plan.ts';
import { describeProfile } from '../words/profile-name.ts';

/**
 * The profiles whose programs are running, for an awsmfa that one of those programs starts, so that no config, whatever
 * wraps the command, can make awsmfa start itself for ever.
 */
const variable = 'AWSMFA_RESOLVING';

/** No profile's name holds a newline: a header is one line. */
export function resolvingVariable(env: Environment, profile: string): Environment {
  return { [variable]: [...resolving(env), profile].join('\n') };
}

/**
 * Called before any lock is taken: the awsmfa further up holds that of the session it wants, which may be the same one.
 *
 * @throws Failure where the program that a chain starts from is the one that started this awsmfa.
 */
export function refuseRecursion(env: Environment, source: KeySource): void {
  if (source.kind === 'process' && resolving(env).includes(source.profile))
    throw leadsBack('credential_process', source.profile);
}

/**
 * The same where that variable was lost on the way (`env -i`, `sudo`). Called only when something has to be renewed,
 * before a lock is taken.
 *
 * @param isWithinSameCall looks at the processes above, which costs time
 * @throws Failure where this very call is made further up as well.
 */
export async function refuseHiddenRecursion(
  { source, codes, profile }: Pick<Plan, 'source' | 'codes' | 'profile'>,
  isWithinSameCall: () => Promise<boolean>,
): Promise<void> {
  if (source.kind !== 'process' && codes.mfaProcess === undefined) return;
  if (!(await isWithinSameCall())) return;
  if (source.kind === 'process') throw leadsBack('credential_process', source.profile);
  throw leadsBack('mfa_process', profile);
}

function leadsBack(line: 'credential_process' | 'mfa_process', profile: string): Failure {
  return new Failure(
    'configuration',
    `${describeProfile(profile)} depends on itself: the program in its \`${line}\` runs awsmfa, which needs that profile again`,
    ['let that program ask awsmfa for a profile whose chain starts elsewhere'],
  );
}

function resolving(env: Environment): readonly string[] {
  return env[variable] ? env[variable].split('\n') : [];
}
