import { Failure } from '../../ground/failure.ts';
import type { Host } from '../../host/host.ts';
import { choosingVariable, type Overrides } from '../../plan/model/request.ts';
import type { Resolved } from '../../plan/model/resolved.ts';
import type { Run } from '../../run/run.ts';
import { quoted } from '../../words/text.ts';
import { holderOf, refuseOnTop } from './refuse-on-top.ts';

/**
 * The plan for credentials that are handed out once, by a command that a person runs in whatever shell they have.
 *
 * @throws Failure if no profile is named in a shell that awsmfa has given credentials: `default` may not be the profile
 * that the person takes the shell to have.
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
  refuseOnTop(resolved.plan, env);
  return resolved;
}

function nobodyNamed(holder: string): Failure {
  return new Failure(
    'usage',
    `no profile is named, and this shell has the credentials of profile ${quoted(holder)} already`,
    ['name the profile'],
  );
}
