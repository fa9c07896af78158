import { Failure } from '../../ground/failure.ts';
import type { Credentials } from '../../ground/credentials.ts';
import type { Host } from '../../host/host.ts';
import type { Plan } from '../../plan/model/plan.ts';
import type { Run } from '../../run/run.ts';
import { toHandOut } from '../../session/demand.ts';
import { describeProfile } from '../../words/profile-name.ts';

/**
 * Gets credentials that cannot renew themselves. A role session of more than an hour needs a code of its own; where
 * nobody can be asked for one, an hour from the MFA session that `login` left serves better than nothing.
 *
 * @param plan for the profile, resolved as `fixed`
 * @param profile as it was named
 */
export async function handOutOnce(
  plan: Plan,
  profile: string | undefined,
  run: Run,
  host: Host,
): Promise<Credentials> {
  try {
    return await run.execute(plan, toHandOut.fixed);
  } catch (error) {
    if (!(error instanceof Failure) || error.kind !== 'code-unavailable') throw error;
    const shorter = run.resolve(profile, 'renewing').plan;
    if (lastKey(shorter) === lastKey(plan)) throw error;
    const credentials = await run.execute(shorter, toHandOut.fixed).catch((second: unknown) => {
      throw second instanceof Failure ? error : second;
    });
    host.err(
      `awsmfa: warning: the session of ${describeProfile(plan.profile)} lasts an hour at most: nobody could be asked for the code that a longer one needs\n`,
    );
    return credentials;
  }
}

function lastKey({ steps }: Plan): string | undefined {
  return steps.at(-1)?.key;
}
