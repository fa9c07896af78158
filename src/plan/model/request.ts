import { firstVariable, type Environment } from '../../ground/environment.ts';
import type { Origin, Sourced } from '../../ground/origin.ts';

/** Every setting of a chain. A profile may have each under its plain name or with the prefix `awsmfa_`, which wins. */
export const chainSettings = [
  'role_arn',
  'source_profile',
  'credential_source',
  'mfa_serial',
  'external_id',
  'role_session_name',
  'duration_seconds',
  'source_identity',
  'session_tags',
  'transitive_session_tags',
  'policy',
  'policy_arns',
  'mfa_process',
  'region',
  'sts_regional_endpoints',
  'endpoint_url',
] as const;

/** awsmfa's own settings: in a profile, only with the prefix `awsmfa_`. */
export const ownSettings = ['session_duration', 'mfa_strategy', 'prompt', 'store'] as const;

export function isOwnSetting(name: string): boolean {
  return ownSettings.some((own) => own === name);
}

export type SettingName = (typeof chainSettings)[number] | (typeof ownSettings)[number];

/** Settings that win over those of the requested profile: the command line before the `AWSMFA_*` environment. */
export type Overrides = ReadonlyMap<SettingName, Sourced>;

/** What the machine knows. Asked only if a plan depends on it: some answers take time. */
export interface Machine {
  /** The local user, for the role session name. */
  readonly userName: () => string | undefined;
  /** Absolute. */
  readonly workingDirectory: () => string;
  /** The text of a regular file, a relative path starting from the working directory; undefined where there is none. */
  readonly fileText: (path: string) => string | undefined;
  /** Whether there is a file or folder of this name; a relative path as above. */
  readonly exists: (path: string) => boolean;
}

/** What a plan is asked for. */
export interface PlanRequest {
  /** The profile's name; undefined: the environment's keys are the base of `--role-arn`. */
  readonly profile: string | undefined;
  /** The variable that chose the profile; undefined where the profile was named, or is the default. */
  readonly chosenBy?: Origin | undefined;
  readonly overrides: Overrides;
  readonly env: Environment;
  readonly machine: Machine;
  /**
   * What becomes of the credentials: `renewing` where the caller asks again before they expire, `fixed` where
   * they are handed out once (a shell, a file), so that a longer session is worth a code of its own.
   */
  readonly delivery: 'renewing' | 'fixed';
}

/** The settings that win over those of the requested profile: the command line, then `AWSMFA_ROLE_ARN` and its like. */
export function resolveOverrides(options: Overrides, env: Environment): Overrides {
  const given = [...chainSettings, ...ownSettings].flatMap((name): [SettingName, Sourced][] => {
    const option = options.get(name);
    const setting = option?.value ? option : firstVariable(env, [`AWSMFA_${name.toUpperCase()}`]);
    return setting === undefined ? [] : [[name, setting]];
  });
  return new Map(given);
}

/** Where no profile is named, the first of these that is set names it. */
export const profileVariables = ['AWS_PROFILE', 'AWS_DEFAULT_PROFILE'] as const;

/** The variable that chose the profile, where none was named. */
export function choosingVariable(named: string | undefined, env: Environment): Origin | undefined {
  return named ? undefined : firstVariable(env, profileVariables)?.origin;
}

/**
 * The profile to work on: the named one, else `AWS_PROFILE`, `AWS_DEFAULT_PROFILE`, `default`. Undefined where only a
 * role is named and the environment has keys, which are the role's base then.
 */
export function chooseProfile(
  named: string | undefined,
  overrides: Overrides,
  env: Environment,
): string | undefined {
  if (named) return named;
  const hasKeys = Boolean(env['AWS_ACCESS_KEY_ID']) && Boolean(env['AWS_SECRET_ACCESS_KEY']);
  if (overrides.has('role_arn') && (hasKeys || overrides.has('source_profile'))) return undefined;
  return firstVariable(env, profileVariables)?.value ?? 'default';
}
