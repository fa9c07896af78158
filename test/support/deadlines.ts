import type { Deadline } from '../../src/session/deadlines.ts';

/** One that does not pass while a test runs. */
export const farOff: Deadline = { totalMs: 55_000, leftMs: () => 55_000 };

export const passed: Deadline = { totalMs: 55_000, leftMs: () => 0 };
