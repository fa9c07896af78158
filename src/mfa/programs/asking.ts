import { Failure } from '../../ground/failure.ts';
import type { Environment } from '../../ground/environment.ts';
import type { Plan } from '../../plan/model/plan.ts';
import { describeProfile } from '../../words/profile-name.ts';

/**
 * The MFA devices for which a program has been started to get a code. If that program starts awsmfa, the two would wait
 * for each other.
 */
const variable = 'AWSMFA_ASKING';

export function askingVariable(env: Environment, mfaSerial: string): Environment {
  return { [variable]: [...asking(env), mfaSerial].join('\n') };
}

/**
 * Called when something has to be renewed, before a lock is taken: the awsmfa further up holds it.
 *
 * @throws Failure where the plan needs a code from the program that started this awsmfa.
 */
export function refuseToAskWithin(env: Environment, { profile, steps }: Plan): void {
  const serials = asking(env);
  if (!steps.some(({ mfaSerial }) => mfaSerial !== undefined && serials.includes(mfaSerial)))
    return;
  throw new Failure(
    'configuration',
    `${describeProfile(profile)} depends on itself: the program that supplies its MFA code runs awsmfa, which needs that very code`,
    ['change that program so that it does not need the credentials of this profile'],
  );
}

function asking(env: Environment): readonly string[] {
  return env[variable] ? env[variable].split('\n') : [];
}
