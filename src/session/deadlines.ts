/**
 * The time limits that depend on how long a caller waits, in milliseconds. The AWS SDK for Go, and Terraform with it,
 * kills a `credential_process` after 60 s. Each of these ends earlier, because our message helps more than theirs:
 * - `promptMs` for a person, and `helperMs` for another program's helper, which may ask one
 * - `lockWaitMs` for a process that waits for another: it gives up a little earlier, and says what it waited for
 * - `awsCallsMs` for all calls for a session together: whoever waits for them still gets the result
 *
 * Limits used in one place are defined there:
 * - `AWSMFA_PROMPT_TIMEOUT`, in place of `promptMs`: run/codes/code-sources.ts
 * - 5 s for a config file that is a silent pipe: config/files/read.ts
 * - 1 s for the holder of a lock to say who it is: lock/lock-conversation.ts
 * - 1 s for each try at a container's credentials: aws/providers/container.ts
 * - 1 s for `stty`: host/terminal/kept-modes.ts
 * - 2 s for `ps`: host/process/process-info.ts and host/process/process-tree.ts
 * - 2 s for a call under way when a signal ends awsmfa: host/process/end-process.ts
 * - 3 s for the program that opens a browser to fail: host/child/open-url.ts
 * - a minute for AWS to accept a new access key: rotation/finish.ts
 * - up to 30 s until a device shows an unused code: `untilFresh` in mfa/programs/printed-code.ts
 * - five minutes without windows after one was closed: mfa/memory/dismissals.ts
 *
 * How long sessions last is in plan/steps/durations.ts; how much of one must be left, in freshness.ts.
 */
export const promptMs = 55_000;
export const helperMs = 55_000;
export const lockWaitMs = 50_000;
export const awsCallsMs = 40_000;

/** The least time left for AWS calls, however long we waited for a process that then died. */
export const leastAwsCallsMs = 5_000;

/** How long one connection may take to open, and an answer to come on it: each call leaves time for another try. */
export const connectMs = 5_000;
/** Shorter, so that a proxy that does not respond is named before the connection through it is given up. */
export const proxyMs = connectMs - 1_000;
export const responseMs = 12_000;

/** How long a helper that was asked to end has before it is killed. */
export const helperGraceMs = 1_000;

/** The time somebody has left. */
export interface Deadline {
  /** In milliseconds; 0 when it has passed. */
  leftMs(): number;
  /** The full limit, including the time already used, for messages. */
  readonly totalMs: number;
}

/** @param passedMs how much of it has already been used */
export function startDeadline(totalMs: number, passedMs: number): Deadline {
  const end = performance.now() + totalMs - passedMs;
  return { totalMs, leftMs: () => Math.max(0, end - performance.now()) };
}
