import type { RunOptions } from '../../run/run-options.ts';
import type { Host } from '../../host/host.ts';
import { renderProcessJson } from '../../render/values/process-json.ts';
import { startRun } from '../../run/run.ts';

/** Answers an SDK: one line of JSON on stdout, nothing else anywhere. */
export async function credentialProcess(
  profile: string | undefined,
  options: RunOptions,
  host: Host,
): Promise<void> {
  const run = startRun(host, { ...options, warnings: 'silent' });
  const { plan } = run.resolve(profile, 'renewing');
  await host.out(renderProcessJson(await run.execute(plan)));
}
