import type { RunOptions } from '../../run/run-options.ts';
import { findMisreadings } from '../../config/lint/misreadings.ts';
import type { Host } from '../../host/host.ts';
import { notesOn } from '../../plan/notes.ts';
import {
  renderExplanation,
  renderExplanationJson,
  type Explanation,
} from '../../render/explain.ts';
import { forecastCode } from '../../session/codes/code-forecast.ts';
import { usableSessions } from '../../session/usable-sessions.ts';
import { startRun } from '../../run/run.ts';
import { withTilde } from '../../words/text.ts';

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
  const resolved = run.resolve(profile, 'renewing');
  const { plan } = resolved;
  const now = host.now();
  const explanation: Explanation = {
    plan,
    notes: notesOn(resolved),
    now,
    cached: usableSessions(plan.steps, run.store, now),
    outcome: run.forecast(plan),
    code: forecastCode(plan.codes, host.env),
    warnings: run.graph().lookThrough(findMisreadings),
  };
  await host.out(
    format === 'json'
      ? renderExplanationJson(explanation)
      : withTilde(renderExplanation(explanation), host.home),
  );
}
