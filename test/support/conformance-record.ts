import type { Verdict } from './conformance-table.ts';

/** The test at work, as Vitest hands it to a test function. */
export interface RecordedTask {
  readonly meta: { conformance?: Verdict };
}

/** Has this very test count as a case of a suite, in the table that the run writes. */
export function recordCase(task: RecordedTask, verdict: Verdict): void {
  task.meta.conformance = verdict;
}
