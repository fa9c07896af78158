import type { Environment } from '../../ground/environment.ts';
import { Failure } from '../../ground/failure.ts';
import type { Plan } from '../../plan/model/plan.ts';
import { describeProfile } from '../../words/profile-name.ts';
import { shellWord } from '../../words/shell-word.ts';
import { printable, quoted } from '../../words/text.ts';

/**
 * @throws Failure for a plan that starts from the environment if awsmfa has put another profile's credentials there.
 */
export function refuseOnTop(plan: Plan, env: Environment): void {
  const holder = holderOf(env);
  if (holder !== undefined && plan.source.kind === 'environment') throw onTop(plan, holder);
}

/** Whose credentials an `exec` or an `export` of awsmfa has put into the environment. */
export function holderOf(env: Environment): string | undefined {
  return env['AWS_ACCESS_KEY_ID'] ? env['AWSMFA_PROFILE'] || undefined : undefined;
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
