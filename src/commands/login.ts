import type { RunOptions } from '../run/run-options.ts';
import { isSession } from '../ground/credentials.ts';
import { Failure } from '../ground/failure.ts';
import type { Host } from '../host/host.ts';
import type { Plan, Step } from '../plan/model/plan.ts';
import { describeDuration, describeRemaining } from '../words/duration.ts';
import { quoted } from '../words/text.ts';
import { describeTime } from '../words/time.ts';
import { issuedSince, type Demand } from '../session/execute.ts';
import { remaining } from '../session/freshness.ts';
import { startRun, type Run } from '../run/run.ts';

export interface LoginOptions {
  /**
   * How long the session with the code must still live for no code to be asked for; undefined: an hour, or half of
   * its life if that is less.
   */
  readonly minRemainingSeconds: number | undefined;
}

/**
 * Asks for the code now, so that later, unattended calls need none. Profiles with one key and one device share the
 * session, and so the code.
 */
export async function login(
  profiles: readonly string[],
  { minRemainingSeconds }: LoginOptions,
  options: RunOptions,
  host: Host,
): Promise<void> {
  const run = startRun(host, options);
  const started = host.now();
  const names = profiles.length === 0 ? [undefined] : profiles;
  const plans = names.map((name) => upToTheCode(run.plan(name, 'renewing')));
  for (const plan of plans) refuseShortSession(plan, minRemainingSeconds);
  const demandOf = (step: Step) =>
    options.cache === 'refreshed' ? issuedSince(started) : longEnough(step, minRemainingSeconds);
  for (const plan of plans) await host.out(await logIn(plan, run, demandOf, host));
}

/** The plan as far as its code: what comes after needs nobody. */
function upToTheCode(plan: Plan): Plan {
  const last = plan.steps.findLastIndex(({ mfaSerial }) => mfaSerial !== undefined);
  return { ...plan, steps: plan.steps.slice(0, last + 1) };
}

/** A session that ends before it has to would be asked for again and again. */
function refuseShortSession(plan: Plan, minRemainingSeconds = 0): void {
  const step = plan.steps.at(-1);
  if (step === undefined || step.durationSeconds >= minRemainingSeconds) return;
  throw new Failure(
    'usage',
    `the session of profile "${plan.profile}" lives ${describeDuration(step.durationSeconds)}, less than is to remain`,
    ['ask for a longer session with `--duration`, up to 36h, or lower `--min-remaining`'],
  );
}

/** Of a session that is to have all of its life left, a minute may have passed: it took a moment to come here. */
function longEnough({ durationSeconds }: Step, minRemainingSeconds: number | undefined): Demand {
  const wanted = minRemainingSeconds ?? Math.min(3600, durationSeconds / 2);
  const leastSeconds = Math.min(wanted, durationSeconds - 60);
  return {
    sufficient: (session, now) => remaining(session, now) > leastSeconds * 1000,
    otherwise: 'fail',
  };
}

async function logIn(
  plan: Plan,
  run: Run,
  demandOf: (step: Step) => Demand,
  { now }: Host,
): Promise<string> {
  const step = plan.steps.at(-1);
  if (step === undefined) return `profile ${quoted(plan.profile)} needs no MFA code\n`;
  const session = await run.execute(plan, demandOf(step));
  const expiration = isSession(session) ? session.expiration : undefined;
  if (expiration === undefined) throw new Error('STS issued a session without an end');
  const kept = run.store.get(step.key);
  if (kept === undefined || kept.expiration < expiration) throw notKept(plan);
  const left = describeRemaining(remaining({ expiration }, now()));
  return `profile ${quoted(plan.profile)} needs no code for ${left}, until ${describeTime(expiration)}\n`;
}

/** Why has been told already, by the warning that whoever gets a session is given. */
function notKept({ profile }: Plan): Failure {
  return new Failure(
    'storage',
    `the session of profile "${profile}" could not be kept, so later calls would ask for a code again`,
    ['set AWSMFA_HOME to a folder of your own that can be written, then log in again'],
  );
}
