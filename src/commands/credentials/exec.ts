import { lookForCommand } from '../../host/child/find-command.ts';
import { userShell } from '../../host/child/user-shell.ts';
import type { Host } from '../../host/host.ts';
import { findCallingShell } from '../../host/process/calling-shell.ts';
import { childEnvironment } from '../../render/values/child-environment.ts';
import { environmentChange } from '../../render/values/variables.ts';
import type { RunOptions } from '../../run/run-options.ts';
import { startRun } from '../../run/run.ts';
import { handOutOnce } from './hand-out-once.ts';

/** Runs a command, or a shell where there is none, with the credentials in its environment, and ends as it ends. */
export async function exec(
  profile: string | undefined,
  given: readonly string[] | undefined,
  options: RunOptions,
  host: Host,
): Promise<never> {
  const run = startRun(host, options);
  const { plan } = run.resolve(profile, 'fixed');
  const command = given ?? [userShell(await findCallingShell(), host.env, host.platform)];
  const { runInPlace, commandMissing, commandUnusable } =
    await import('../../host/child/run-in-place.ts');
  // A misspelt command is not worth a code.
  const [name = ''] = command;
  const found = lookForCommand(name, host.env, host.platform);
  if (found === 'missing') throw commandMissing(name);
  if (found === 'unusable') throw commandUnusable(name, 'EACCES');
  const credentials = await handOutOnce(plan, profile, run, host);
  const change = environmentChange({
    credentials,
    profile: plan.profile,
    ...(plan.region === undefined ? {} : { region: plan.region }),
    before: host.env,
  });
  return runInPlace(command, childEnvironment(host.env, change, host.platform));
}
