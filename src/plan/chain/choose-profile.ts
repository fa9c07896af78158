import type { Environment } from '../../ground/environment.ts';
import type { Overrides } from '../model/request.ts';

/**
 * The profile to work on: the named one, else `AWS_PROFILE`, `AWS_DEFAULT_PROFILE`, `default`. Undefined where a role
 * was given by hand, no profile was, and the environment has keys: those are the role's base then.
 */
export function chooseProfile(
  named: string | undefined,
  overrides: Overrides,
  env: Environment,
): string | undefined {
  if (named) return named;
  const hasKeys = Boolean(env['AWS_ACCESS_KEY_ID']) && Boolean(env['AWS_SECRET_ACCESS_KEY']);
  if (overrides.has('role_arn') && (hasKeys || overrides.has('source_profile'))) return undefined;
  return env['AWS_PROFILE'] || env['AWS_DEFAULT_PROFILE'] || 'default';
}
