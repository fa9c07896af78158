import type { Plan } from '../../plan/model/plan.ts';
import type { Overrides } from '../../plan/model/request.ts';
import { settingOptions } from '../../plan/model/setting-options.ts';
import { isNamed } from '../../words/profile-name.ts';
import { profileWord, shellWord } from '../../words/shell-word.ts';

/** The options of the run that needs the code. */
export interface LoginContext {
  readonly settings: Overrides;
  readonly cache: 'used' | 'refreshed' | 'bypassed';
  readonly runBy: 'a person' | 'anybody';
}

/**
 * The command that gets the session of a plan's code ahead of time, to be typed as it is; undefined for `login` itself,
 * and where the run would not find that session.
 */
export function loginCommand(
  { profile, steps }: Plan,
  { settings, cache, runBy }: LoginContext,
): string | undefined {
  if (cache !== 'used' || runBy === 'a person') return undefined;
  const step = steps.find(({ mfaSerial }) => mfaSerial !== undefined);
  const isRole = step?.kind === 'AssumeRole';
  // For `login`, `--duration` is that of the MFA session.
  if (isRole && settings.get('duration_seconds')?.origin.kind === 'option') return undefined;
  // If `direct` was chosen only because the role's session is long, `login` has to be told.
  const strategy = isRole && !step.origins['mfaStrategy'] ? ['--mfa-strategy direct'] : [];
  const given = settingOptions.flatMap(({ flag, setting }) => {
    const { value, origin } = settings.get(setting) ?? {};
    return value !== undefined && origin?.kind === 'option' ? [`${flag} ${shellWord(value)}`] : [];
  });
  const named = isNamed(profile) ? [profileWord(profile)] : [];
  return ['awsmfa login', ...named, ...given, ...strategy].join(' ');
}
