import { join } from 'node:path';
import { awsmfaHome } from '../../disk/awsmfa-home.ts';
import type { Host } from '../../host/host.ts';
import { lookAt, rememberPlan } from '../../recall/remember.ts';
import { renderProcessJson } from '../../render/values/process-json.ts';
import { defaultRunOptions, type RunOptions } from '../../run/run-options.ts';
import { accountOf, startRun, type Run } from '../../run/run.ts';
import type { Plan } from '../../plan/model/plan.ts';
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
  const remember = startRemembering(run, host);
  const plan = planFor(profile, run, host);
  const keep = remember(profile, plan);
  await host.out(renderProcessJson(await run.execute(plan)));
  keep();
}

function planFor(profile: string | undefined, run: Run, { env }: Host): Plan {
  const { plan } = run.resolve(profile, 'renewing');
  refuseOnTop(plan, env);
  return plan;
}

/** To be called before the files are read, then when the plan is there, then when there is nothing else left to do. */
function startRemembering({ inputs }: Run, { env, home, uid, programFile }: Host) {
  const folder = awsmfaHome(env, home);
  const { config, credentials } = inputs.configFiles();
  const files = lookAt([programFile, config, credentials]);
  const started = performance.now();
  return (profile: string, plan: Plan) => {
    const variables = inputs.seen();
    const key = plan.steps.at(-1)?.key;
    return () => {
      if (folder === undefined || files === undefined) return;
      if (variables === undefined || key === undefined) return;
      const accountId = accountOf(plan);
      const recalled = { key, ...(accountId === undefined ? {} : { accountId }) };
      const memory = { profile, plan: recalled, files, variables };
      rememberPlan(join(folder, 'plans'), memory, uid, performance.now() - started);
    };
  };
}
