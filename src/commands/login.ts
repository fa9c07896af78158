import type { RunOptions } from '../cli/run-options.ts';
import { isSession } from '../credentials.ts';
import { Failure } from '../failure.ts';
import type { Host } from '../host/host.ts';
import type { Plan } from '../plan/plan.ts';
import { describeDuration, describeRemaining } from '../render/duration.ts';
import { quoted } from '../render/text.ts';
import { describeTime } from '../render/time.ts';
import type { Demand } from '../session/execute.ts';
import { remaining } from '../session/freshness.ts';
import { startRun, type Run } from '../wiring/run.ts';

export interface LoginOptions {
  /** How long the MFA session must still live for no code to be asked for. */
  readonly minRemainingSeconds: number;
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
  const names = profiles.length === 0 ? [undefined] : profiles;
  const plans = names.map((name) => upToTheCode(run.plan(name, 'renewing')));
  for (const plan of plans) refuseShortSession(plan, minRemainingSeconds);
  const demand = enough(minRemainingSeconds, options, host.now());
  for (const plan of plans) await host.out(await logIn(plan, run, demand, host));
}

/** The plan as far as its code: what comes after needs nobody. */
function upToTheCode(plan: Plan): Plan {
  const last = plan.steps.findLastIndex(({ mfaSerial }) => mfaSerial !== undefined);
  return { ...plan, steps: plan.steps.slice(0, last + 1) };
}

/** A session that ends before it has to would be asked for again and again. */
function refuseShortSession(plan: Plan, minRemainingSeconds: number): void {
  const step = plan.steps.at(-1);
  if (step === undefined || step.durationSeconds > minRemainingSeconds) return;
  throw new Failure(
    'usage',
    `the session of profile "${plan.profile}" lives ${describeDuration(step.durationSeconds)}, less than is to remain`,
    ['ask for a longer session with `--duration`, up to 36h, or lower `--min-remaining`'],
  );
}

function enough(minRemainingSeconds: number, { cache }: RunOptions, started: Date): Demand {
  return {
    sufficient: (session, now) =>
      cache === 'refreshed'
        ? session.issuedAt >= started
        : remaining(session, now) > minRemainingSeconds * 1000,
    otherwise: 'fail',
  };
}

async function logIn(plan: Plan, run: Run, demand: Demand, { now }: Host): Promise<string> {
  if (plan.steps.length === 0) return `profile ${quoted(plan.profile)} needs no MFA code\n`;
  const session = await run.execute(plan, demand);
  const expiration = isSession(session) ? session.expiration : undefined;
  if (expiration === undefined) throw new Error('STS issued a session without an end');
  const left = describeRemaining(remaining({ expiration }, now()));
  return `profile ${quoted(plan.profile)} needs no code for ${left}, until ${describeTime(expiration)}\n`;
}
