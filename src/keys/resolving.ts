import { Failure } from '../failure.ts';
import type { Environment } from '../host/host.ts';

/**
 * Tells an awsmfa that is started by a program that awsmfa started which profiles are being resolved, so that no
 * config, whatever wraps the command, can make awsmfa start itself for ever.
 */
const variable = 'AWSMFA_RESOLVING';

/** Profile names hold no commas (the dialect allows none). */
export function resolvingVariable(env: Environment, profile: string): Environment {
  return { [variable]: [...resolving(env), profile].join(',') };
}

/** @throws Failure where the profile is being resolved already, further up. */
export function refuseRecursion(env: Environment, profile: string | undefined): void {
  if (profile === undefined || !resolving(env).includes(profile)) return;
  throw new Failure(
    'configuration',
    `profile "${profile}" leads back to itself: a program in its chain starts awsmfa for it again`,
    ['let the `credential_process` of its source profile name another profile'],
  );
}

function resolving(env: Environment): readonly string[] {
  return env[variable] ? env[variable].split(',') : [];
}
