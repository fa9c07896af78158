import { join } from 'node:path';
import { awsmfaHome } from '../../disk/awsmfa-home.ts';
import type { Host } from '../../host/host.ts';
import { lookAt, rememberPlan } from '../../recall/remember.ts';
import { renderProcessJson } from '../../render/values/process-json.ts';
import { defaultRunOptions, type RunOptions } from '../../run/run-options.ts';
import { accountOf } from '../../run/executor.ts';
import { startRun, type Run } from '../../run/run.ts';
import type { Plan } from '../../plan/model/plan.ts';
import type { Memory } from '../../recall/recall.ts';
import { refuseOnTop } from './refuse-on-top.ts';

/** Answers an SDK: one line of JSON on stdout, nothing else anywhere. */
export async function credentialProcess(
  profile: string | undefined,
  options: RunOptions,
  host: Host,
): Promise<void> {
  const run = startRun(host, { ...options, warnings: 'silent' });
  const plan = planFor(profile, run, host);
  await host.out(renderProcessJson(await run.execute(plan)));
}

/** The same without options, and leaves the plan to the next run, for `answerFromMemory`. */
export async function answerAndRemember(profile: string, host: Host): Promise<void> {
  const run = startRun(host, { ...defaultRunOptions, warnings: 'silent' });
  const memory = startRemembering(run, host);
  const plan = planFor(profile, run, host);
  memory.note(profile, plan);
  await host.out(renderProcessJson(await run.execute(plan)));
  memory.keep();
}

function planFor(profile: string | undefined, run: Run, { env }: Host): Plan {
  const { plan } = run.resolve(profile, 'renewing');
  refuseOnTop(plan, env);
  return plan;
}

/** To be called before the files are read. */
function startRemembering({ inputs }: Run, { env, home, uid, programFile }: Host) {
  const folder = awsmfaHome(env, home);
  const { config, credentials } = inputs.configFiles();
  const files = lookAt([programFile, config, credentials]);
  const started = performance.now();
  let memory: Memory | undefined;
  return {
    /** When the plan is there. */
    note(profile: string, plan: Plan): void {
      const variables = inputs.seen();
      const key = plan.steps.at(-1)?.key;
      if (files === undefined || variables === undefined || key === undefined) return;
      const accountId = accountOf(plan);
      const recalled = { key, ...(accountId === undefined ? {} : { accountId }) };
      memory = { profile, plan: recalled, files, variables };
    },
    /** When there is nothing else left to do. */
    keep(): void {
      if (folder === undefined || memory === undefined) return;
      rememberPlan(join(folder, 'plans'), memory, uid, performance.now() - started);
    },
  };
}
