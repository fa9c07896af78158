import { isSession, type Credentials } from '../../ground/credentials.ts';
import { Failure } from '../../ground/failure.ts';
import { lookForCommand } from '../../host/child/find-command.ts';
import { chooseShell, startShell } from '../../host/child/user-shell.ts';
import type { Host } from '../../host/host.ts';
import { findCallingShell } from '../../host/process/calling-shell.ts';
import type { Plan } from '../../plan/model/plan.ts';
import { choosingVariable } from '../../plan/model/request.ts';
import { childEnvironment } from '../../render/values/child-environment.ts';
import { environmentChange } from '../../render/values/variables.ts';
import type { RunOptions } from '../../run/run-options.ts';
import { startRun, type Run } from '../../run/run.ts';
import { remainingMs } from '../../session/freshness.ts';
import { describeRemaining } from '../../words/duration.ts';
import { describeProfile } from '../../words/profile-name.ts';
import { printable, quoted } from '../../words/text.ts';
import { describeTime } from '../../words/time.ts';
import { handOutOnce } from './hand-out-once.ts';
import { resolveOnce } from './resolve-once.ts';

/**
 * Runs a command with the credentials in its environment, and ends as it ends.
 *
 * @param command undefined: a shell
 */
export async function exec(
  profile: string | undefined,
  command: readonly string[] | undefined,
  options: RunOptions,
  host: Host,
): Promise<never> {
  const run = startRun(host, options);
  const plan = planFor(profile, options, run, host);
  const { runInPlace, commandMissing, commandUnusable } =
    await import('../../host/child/run-in-place.ts');
  const start = command === undefined ? await shellFor(plan, host) : { command, env: {} };
  // A misspelt command is not worth a code.
  const [name = ''] = start.command;
  const found = lookForCommand(name, host.env, host.platform);
  if (found === 'missing') throw commandMissing(name);
  if (found === 'unusable') throw commandUnusable(name, 'EACCES');
  const credentials = await handOutOnce(plan, profile, run, host);
  if (command === undefined) await welcome(credentials, plan, host);
  const env = environmentFor(credentials, plan, host);
  return runInPlace(start.command, { ...env, ...start.env });
}

/** @throws Failure that also says how to run a command that was taken for a profile */
function planFor(profile: string | undefined, options: RunOptions, run: Run, host: Host): Plan {
  try {
    return resolveOnce(profile, options.settings, run, host).plan;
  } catch (error) {
    const isMissing = profile !== undefined && run.graph().profile(profile) === undefined;
    if (!(error instanceof Failure) || !isMissing) throw error;
    throw new Failure(error.kind, error.message, [...error.hints, ...asCommand(profile, host)]);
  }
}

/** The first word is the profile, whatever programs there are: nobody has to know them all to know what is meant. */
function asCommand(word: string, { env, platform }: Host): readonly string[] {
  if (lookForCommand(word, env, platform) !== 'found') return [];
  const chosen = choosingVariable(undefined, env);
  const shown = printable(word);
  if (chosen?.kind !== 'environment')
    return [`if that is the command, name the profile before it: \`awsmfa exec NAME -- ${shown}\``];
  const profile = quoted(env[chosen.name] ?? '');
  return [
    `if that is the command, \`awsmfa exec -- ${shown}\` runs it for profile ${profile} (${chosen.name})`,
  ];
}

async function shellFor({ profile }: Plan, { env, platform }: Host) {
  return startShell(chooseShell(await findCallingShell(), env, platform), profile, env);
}

/** To a person who will type into the shell, where it begins. */
async function welcome(credentials: Credentials, { profile }: Plan, host: Host): Promise<void> {
  if (!(await host.outIsTerminal())) return;
  const { AWSMFA_PROFILE: around } = host.env;
  const until =
    isSession(credentials) && credentials.expiration !== undefined
      ? `\nthey last ${describeRemaining(remainingMs({ expiration: credentials.expiration }, host.now()))}, until ${describeTime(credentials.expiration)}`
      : '';
  const back = around ? ` and returns to that of profile ${quoted(around)}` : '';
  host.err(
    `this shell has the credentials of ${describeProfile(profile)}${until}\n\`exit\` leaves it${back}\n`,
  );
}

function environmentFor(credentials: Credentials, { profile, region }: Plan, host: Host) {
  const input = { credentials, profile, before: host.env };
  const change = environmentChange(region === undefined ? input : { ...input, region });
  return childEnvironment(host.env, change, host.platform);
}
