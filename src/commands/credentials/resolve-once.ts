import type { Environment } from '../../ground/environment.ts';
import { Failure } from '../../ground/failure.ts';
import type { Host } from '../../host/host.ts';
import { choosingVariable, type Overrides } from '../../plan/model/request.ts';
import type { Plan } from '../../plan/model/plan.ts';
import type { Resolved } from '../../plan/model/resolved.ts';
import type { Run } from '../../run/run.ts';
import { describeProfile } from '../../words/profile-name.ts';
import { shellWord } from '../../words/shell-word.ts';
import { printable, quoted } from '../../words/text.ts';

/**
 * The plan for credentials that are handed out once, by a command that a person runs in whatever shell they have.
 *
 * @throws Failure where that shell has credentials of awsmfa already, and it is not said that others are meant: nobody
 * may get those of another profile because they took the shell's for the profile.
 */
export function resolveOnce(
  profile: string | undefined,
  settings: Overrides,
  run: Run,
  { env }: Host,
): Resolved {
  const holder = holderOf(env);
  const isNamed = profile !== undefined || choosingVariable(profile, env) !== undefined;
  if (holder !== undefined && !isNamed && !settings.has('role_arn')) throw nobodyNamed(holder);
  const resolved = run.resolve(profile, 'fixed');
  const { plan } = resolved;
  if (holder !== undefined && plan.source.kind === 'environment') throw onTop(plan, holder);
  return resolved;
}

/** Whose credentials an `exec` or an `export` of awsmfa has put into the environment. */
function holderOf(env: Environment): string | undefined {
  return env['AWS_ACCESS_KEY_ID'] ? env['AWSMFA_PROFILE'] || undefined : undefined;
}

function nobodyNamed(holder: string): Failure {
  return new Failure(
    'usage',
    `no profile is named, and this shell has the credentials of profile ${quoted(holder)} already`,
    ['name the profile'],
  );
}

function onTop({ profile }: Plan, holder: string): Failure {
  return new Failure(
    'configuration',
    `${describeProfile(profile)} would start from the credentials of profile ${quoted(holder)}, which awsmfa put into the environment`,
    [
      `say so with \`--source-profile ${shellWord(printable(holder))}\`, if that is meant`,
      'else run it where they are not set: leave this shell with `exit`, or `eval "$(awsmfa export --unset)"`',
    ],
  );
}
