import { describe, expect } from 'vitest';
import type { Fault } from '../stand-in/faults.ts';
import {
  answer,
  call,
  deepRole,
  expectCookedTerminal,
  inShell,
  isFull,
  question,
  roleOf,
  runWithCode,
  test,
} from './support/scene.ts';
import { atSteps, steps } from './support/steps.ts';

/** What goes wrong, the exit status it comes to, and the one line that says so. */
interface Row {
  readonly fault: Fault;
  readonly status: number;
  readonly says: RegExp;
}

const notAws = { status: 6, says: /^the response did not come from AWS \(HTTP \d+\)$/ };
const noCredentials = { status: 6, says: /^AWS returned no credentials$/ };
const troubleAtAws = { status: 6, says: /^AWS answered with a server error \(HTTP 50\d\)$/ };

const rows: readonly Row[] = [
  {
    fault: { kind: 'error', status: 400, code: 'ValidationError', message: '1 error detected' },
    status: 4,
    says: /^AWS rejected \w+ with ValidationError: 1 error detected$/,
  },
  {
    fault: { kind: 'error', status: 403, code: 'AccessDenied', message: 'Denied' },
    status: 4,
    says: /^AWS rejected \w+ with AccessDenied: Denied$/,
  },
  {
    fault: { kind: 'error', status: 429, code: 'TooManyRequestsException' },
    status: 4,
    says: /^AWS is throttling requests$/,
  },
  { fault: { kind: 'throttled' }, status: 4, says: /^AWS is throttling requests$/ },
  { fault: { kind: 'error', status: 500, code: 'InternalFailure' }, ...troubleAtAws },
  { fault: { kind: 'error', status: 503, code: 'ServiceUnavailable' }, ...troubleAtAws },
  { fault: { kind: 'slow', milliseconds: 200 }, status: 0, says: /^$/ },
  { fault: { kind: 'reset' }, status: 6, says: /^AWS cannot be reached \(ECONNRESET\)$/ },
  {
    fault: { kind: 'truncated' },
    status: 6,
    says: /^the connection broke in the middle of a response$/,
  },
  { fault: { kind: 'html' }, ...notAws },
  { fault: { kind: 'html', status: 403 }, ...notAws },
  { fault: { kind: 'malformed-xml' }, ...notAws },
  {
    fault: { kind: 'expired' },
    status: 6,
    says: /^AWS returned a session that expired at 2001-01-01T00:00:00\.000Z$/,
  },
  ...['AccessKeyId', 'SecretAccessKey', 'SessionToken', 'Expiration', 'Credentials'].map(
    (field): Row => ({ fault: { kind: 'without-field', field }, ...noCredentials }),
  ),
];

/** Takes as long as the client waits, so that it is left to the full run. */
const hanging: Row = { fault: { kind: 'hang' }, status: 6, says: /^AWS did not answer in time$/ };

const table = atSteps(isFull ? [hanging, ...rows] : rows).map(
  ([row, step]) => [describeFault(row.fault), step, row] as const,
);

function describeFault(fault: Fault): string {
  const { kind, ...rest } = fault;
  return [kind, ...Object.values(rest).map(String)].join(' ');
}

describe.concurrent('a fault of STS', () => {
  test.for(table)(
    '%s at %s ends as it should, and the next run is fine',
    { timeout: 120_000 },
    async ([, step, { fault, status, says }], { home }) => {
      const mend = home.standIn.fault({ ...fault, ...steps[step] });
      const run = inShell(home, call('deep'));
      await run.waitFor(question);
      await answer(home, run);
      const ended = await run.ended;
      expect(ended.status).toBe(status);
      expectOneLine(ended.stderr, says);
      expectCookedTerminal(home);
      if (status === 0) expect(await roleOf(home, ended)).toBe(deepRole);
      else expect(ended.stdout).toBe('');
      expect(ended.screen).toBe(ended.stderr.trimEnd());
      mend();
      expect(await roleOf(home, await runWithCode(home, 'deep'))).toBe(deepRole);
    },
  );
});

/** One error, and nothing else but hints. */
function expectOneLine(stderr: string, says: RegExp): void {
  const errors = stderr
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('awsmfa: hint: '));
  expect(errors.length).toBeLessThanOrEqual(1);
  expect((errors[0] ?? '').replace('awsmfa: error: ', '')).toMatch(says);
}
