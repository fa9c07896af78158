import type { RunOptions } from '../../run/run-options.ts';
import type { Credentials } from '../../ground/credentials.ts';
import { Failure } from '../../ground/failure.ts';
import type { Host } from '../../host/host.ts';
import type { Plan, SessionKey, Step } from '../../plan/model/plan.ts';
import { whyExpired } from '../../plan/expired-keys.ts';
import { whyNoCode } from '../../plan/no-code.ts';
import { describeDuration, describeRemaining } from '../../words/duration.ts';
import { describeProfile } from '../../words/profile-name.ts';
import { describeTime } from '../../words/time.ts';
import type { Demand } from '../../session/demand.ts';
import { isUsable, lifetimeSeconds, remainingMs } from '../../session/freshness.ts';
import type { IssuedSession, StoredSession } from '../../session/ports.ts';
import { renderFailure } from '../../render/failure.ts';
import { startRun, type Run } from '../../run/run.ts';
import { refuseOnTop } from './refuse-on-top.ts';

export interface LoginOptions {
  /**
   * No code is asked for if its session lasts this much longer; undefined: an hour, or half of its duration if that is
   * less.
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
  const run = startRun(host, { ...options, runBy: 'a person' });
  const names = profiles.length === 0 ? [undefined] : profiles;
  const plans = names.map((name) => upToTheCode(run.resolve(name, 'renewing').plan));
  for (const plan of plans) {
    refuseOnTop(plan, host.env);
    refuseShortSession(plan, minRemainingSeconds);
  }
  const settled = await inTurns(plans, (plan, onCodeSent) =>
    logIn(plan, run, minRemainingSeconds, host, onCodeSent),
  );
  for (const each of settled) if (each.status === 'fulfilled') await host.out(each.value);
  refuseIfAnyFailed(settled, host);
}

/**
 * One question after the other, each as soon as the code before it is on its way: the calls to AWS are made side by
 * side. Plans that end in one session wait for it, and nobody is asked after a failure.
 */
async function inTurns(
  plans: readonly Plan[],
  logIn: (plan: Plan, onCodeSent: (() => void) | undefined) => Promise<string>,
): Promise<readonly PromiseSettledResult<string>[]> {
  const underway: { readonly key: SessionKey | undefined; readonly login: Promise<string> }[] = [];
  const failures: unknown[] = [];
  const isOneSession = new Set(plans.map(({ steps }) => steps.at(-1)?.key)).size === 1;
  for (const plan of plans) {
    const key = plan.steps.at(-1)?.key;
    const same = underway.filter((other) => other.key === key);
    await Promise.allSettled(same.map(({ login }) => login));
    if (failures.length > 0) break;
    await new Promise<void>((resolve) => {
      const login = logIn(plan, isOneSession ? undefined : resolve);
      underway.push({ key, login });
      login.catch((error: unknown) => failures.push(error)).finally(resolve);
    });
  }
  return Promise.allSettled(underway.map(({ login }) => login));
}

/** @throws the last failure, after the others were told. */
function refuseIfAnyFailed(settled: readonly PromiseSettledResult<string>[], host: Host): void {
  const failures = settled.flatMap((each) =>
    each.status === 'rejected' ? [each.reason as unknown] : [],
  );
  for (const [index, failure] of failures.entries()) {
    if (index === failures.length - 1 || !(failure instanceof Failure)) throw failure;
    host.err(renderFailure(failure));
  }
}

/** The plan up to the step that needs the code: the steps after it need nobody. */
function upToTheCode(plan: Plan): Plan {
  const last = plan.steps.findLastIndex(({ mfaSerial }) => mfaSerial !== undefined);
  return { ...plan, steps: plan.steps.slice(0, last + 1) };
}

/** A session that can never last long enough would be asked for again and again. */
function refuseShortSession(plan: Plan, minRemainingSeconds = 0): void {
  const step = plan.steps.at(-1);
  if (step === undefined || step.durationSeconds >= minRemainingSeconds) return;
  throw new Failure(
    'usage',
    `\`--min-remaining\` is longer than the session of ${describeProfile(plan.profile)} lasts (${describeDuration(step.durationSeconds)})`,
    ['ask for a longer session with `--duration`, up to 36h, or lower `--min-remaining`'],
  );
}

async function logIn(
  plan: Plan,
  run: Run,
  minRemainingSeconds: number | undefined,
  { now }: Host,
  onCodeSent: (() => void) | undefined,
): Promise<string> {
  const profile = describeProfile(plan.profile);
  const step = plan.steps.at(-1);
  const expired = whyExpired(plan.source, now());
  if (expired !== undefined) throw expired;
  if (step === undefined) return `${profile} needs no MFA code: ${whyNoCode(plan)}\n`;
  const demand = longEnough(step, minRemainingSeconds);
  refuseUnkept(plan, demand, run);
  const session = await run.execute(plan, demand, onCodeSent);
  if (!isIssued(session))
    return `${profile} needs no MFA code: the credentials it starts from are temporary\n`;
  const kept = run.store.get(step.key);
  if (kept === undefined || kept.expiration < session.expiration) throw notKept(plan);
  const left = describeRemaining(remainingMs(session, now()));
  const until = describeTime(session.expiration);
  return `${profile} needs no code for ${left}, until ${until}\n${describeShorter(session, step)}`;
}

/** Even a new session has lost a moment, so a minute less than all of its time is enough. */
function longEnough({ durationSeconds }: Step, minRemainingSeconds: number | undefined): Demand {
  const wanted = minRemainingSeconds ?? Math.min(3600, durationSeconds / 2);
  const leastSeconds = Math.min(wanted, durationSeconds - 60);
  return {
    sufficient: (session, now) =>
      isUsable(session, now) && remainingMs(session, now) > leastSeconds * 1000,
    otherwise: 'fail',
  };
}

/** @throws Failure before a code is spent on a session that later calls could not find. */
function refuseUnkept(plan: Plan, demand: Demand, run: Run): void {
  const obstacle = run.forecast(plan, demand) === 'cached' ? undefined : run.store.obstacle();
  if (obstacle !== undefined) throw obstacle;
}

/** What STS issued, as opposed to the base of a chain that needs no MFA session after all. */
function isIssued(credentials: Credentials): credentials is IssuedSession {
  return 'issuedAt' in credentials;
}

/** A warning has already said why. */
function notKept({ profile }: Plan): Failure {
  return new Failure(
    'storage',
    `the session of ${describeProfile(profile)} could not be kept, so later calls would ask for a code again`,
    ['set `AWSMFA_HOME` to a folder of your own that can be written, then log in again'],
  );
}

/** A cached session is used even if a longer one would be asked for now. */
function describeShorter(session: StoredSession, step: Step): string {
  const seconds = lifetimeSeconds(session);
  if (seconds >= step.durationSeconds) return '';
  return `that session lasts only ${describeDuration(seconds)}: \`--refresh\` gets one for ${describeDuration(step.durationSeconds)}\n`;
}
