import type { RunOptions } from '../run/run-options.ts';
import { findMisreadings } from '../config/lint/misreadings.ts';
import type { Host } from '../host/host.ts';
import type { Plan } from '../plan/model/plan.ts';
import { renderExplanation, renderExplanationJson, type Explanation } from '../render/explain.ts';
import { isFresh, isUsable } from '../session/freshness.ts';
import type { SessionStore } from '../session/ports.ts';
import { startRun } from '../run/run.ts';

export interface ExplainOptions {
  readonly format: 'text' | 'json';
}

/** Shows the plan for a profile, where each setting came from, and what would happen now. Calls nobody. */
export async function explain(
  profile: string | undefined,
  { format }: ExplainOptions,
  options: RunOptions,
  host: Host,
): Promise<void> {
  const run = startRun(host, options);
  const plan = run.plan(profile, 'renewing');
  const now = host.now();
  const explanation: Explanation = {
    plan,
    now,
    cached: plan.steps.map(({ key }) => run.store.get(key)),
    outcome: outcome(plan, run.store, now),
    warnings: run.graph().lookThrough(findMisreadings),
  };
  const render = format === 'json' ? renderExplanationJson : renderExplanation;
  await host.out(render(explanation));
}

/** What `execute` would do: the plan read from its end, as `execute` reads it. */
function outcome(plan: Plan, store: SessionStore, now: Date): Explanation['outcome'] {
  if (plan.steps.length === 0) return 'no call';
  let good = isFresh;
  for (const step of plan.steps.toReversed()) {
    const session = store.get(step.key);
    if (session !== undefined && good(session, now)) break;
    if (step.mfaSerial !== undefined) return 'prompt';
    good = isUsable;
  }
  return good === isFresh ? 'cached' : 'silent';
}
