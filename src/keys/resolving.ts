import { Failure } from '../ground/failure.ts';
import type { Environment } from '../ground/environment.ts';
import type { KeySource } from '../plan/model/plan.ts';

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
export function refuseRecursion(env: Environment, { kind, profile = '' }: KeySource): void {
  if (kind === 'process' && resolving(env).includes(profile)) throw leadsBack(profile);
}

/**
 * The same where that variable was lost on the way (`env -i`, `sudo`). It looks at the processes above, which costs time, so
 * it is called only when something has to be renewed, before a lock is taken.
 *
 * @throws Failure where this very call is made further up as well.
 */
export async function refuseHiddenRecursion(
  env: Environment,
  { kind, profile = '' }: KeySource,
): Promise<void> {
  if (kind !== 'process') return;
  const { isWithinSameCall } = await import('../host/process/own-call.ts');
  if (await isWithinSameCall(env)) throw leadsBack(profile);
}

function leadsBack(profile: string): Failure {
  return new Failure(
    'configuration',
    `profile "${profile}" leads back to itself: the program of its \`credential_process\` starts awsmfa, which needs that profile again`,
    ['let that program ask awsmfa for a profile whose chain starts elsewhere'],
  );
}

function resolving(env: Environment): readonly string[] {
  return env[variable] ? env[variable].split('\n') : [];
}
