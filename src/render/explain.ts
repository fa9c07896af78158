import type { ConfigWarning } from '../config/lint/misreadings.ts';
import { describeOrigin, type Origins } from '../ground/origin.ts';
import { whyExpired } from '../plan/expired-keys.ts';
import type { CodePlan, KeySource, Plan, Step } from '../plan/model/plan.ts';
import type { CodeForecast } from '../session/codes/code-forecast.ts';
import type { Forecast } from '../session/forecast.ts';
import { lifetimeSeconds, remainingMs } from '../session/freshness.ts';
import type { StoredSession } from '../session/ports.ts';
import { describeDuration, describeRemaining } from '../words/duration.ts';
import { describeSource } from './values/key-source.ts';
import { describeStep, type Row } from './explain-step.ts';
import { formatExpiration } from './values/process-json.ts';
import { describeProfile } from '../words/profile-name.ts';
import { printable, withoutUser } from '../words/text.ts';

export interface Explanation {
  readonly plan: Plan;
  readonly notes: readonly string[];
  readonly now: Date;
  /** What the cache has, step by step. */
  readonly cached: readonly (StoredSession | undefined)[];
  /** What asking for credentials now would come to. */
  readonly outcome: Forecast;
  /** Where the code would come from if one were needed. */
  readonly code: CodeForecast;
  readonly warnings: readonly ConfigWarning[];
}

/** For people: the base, each call, where each setting came from, and what would happen now. */
export function renderExplanation(explanation: Explanation): string {
  const { plan, notes, now, cached, warnings } = explanation;
  const blocks = [
    block(describeProfile(plan.profile), [
      ['base', describeSource(plan.source), describeOrigins(plan.source.origins)],
      ['region', plan.region ?? 'none', describeOrigins(plan.origins)],
      ['sts', describeTarget(plan), describeOrigins(targetOrigins(plan))],
    ]),
    ...plan.steps.map((step, index) =>
      block(`${index + 1}. ${describeCall(step)}`, [
        ...describeStep(step, plan.codes),
        ['cache', describeCached(cached[index], step, now)],
      ]),
    ),
  ];
  const remarks = [
    ...notes.map((note) => `note: ${note}`),
    ...warnings.map(({ file, line, text }) => `warning: ${file}:${line}: ${text}`),
    `now: ${describeOutcome(explanation)}`,
  ];
  return [...blocks, ...remarks.map((remark) => `${printable(remark)}\n`)].join('');
}

function describeOutcome({ plan, now, outcome, code }: Explanation): string {
  const expired = outcome === 'cached' ? undefined : whyExpired(plan.source, now);
  if (expired !== undefined) return `it fails: ${expired.message}`;
  switch (outcome) {
    case 'no call':
      return 'the base credentials are handed out as they are';
    case 'cached':
      return 'the cached session is handed out, without a call or a code';
    case 'silent':
      return 'STS is called, without a code';
    case 'prompt':
      return describeCode(code);
    case 'depends on the base':
      return `the program is run, and if its key is a long-term one, ${describeCode(code)}`;
  }
}

function describeCode(code: CodeForecast): string {
  switch (code.from) {
    case 'AWSMFA_TOKEN_CODE':
      return 'the MFA code of `AWSMFA_TOKEN_CODE` is used';
    case 'mfa_process':
      return 'the `mfa_process` is run for an MFA code';
    case 'prompt':
      return 'an MFA code is asked for';
    case 'nobody':
      return `an MFA code is needed, but ${code.because}`;
  }
}

/** For scripts: the plan as it is, with the cache's sessions, but no key or token of theirs. */
export function renderExplanationJson(explanation: Explanation): string {
  const { plan, notes, cached, outcome, code, warnings } = explanation;
  const steps = plan.steps.map((step, index) => ({
    ...step,
    origins: originTexts(step.origins),
    cached: cachedJson(cached[index]),
  }));
  const { source: planned, sts: target } = plan;
  const source = { ...withoutCommand(planned), origins: originTexts(planned.origins) };
  const codes = {
    ...withoutCommand(plan.codes),
    ...code,
    origins: originTexts(plan.codes.origins),
  };
  const sts = { ...target, origins: originTexts(target.origins) };
  const origins = originTexts(plan.origins);
  const shown = { ...plan, notes, origins, source, sts, codes, steps, outcome, warnings };
  return `${JSON.stringify(shown, withoutUsers, 2)}\n`;
}

/** People put secrets into the lines of programs; their origin says where they are. */
function withoutCommand<T extends KeySource | CodePlan>(planned: T): Partial<T> {
  const shown = Object.entries(planned).filter(
    ([name]) => !['command', 'mfaProcess'].includes(name),
  );
  return Object.fromEntries(shown) as Partial<T>;
}

/** An endpoint may hold a password. */
function withoutUsers(name: string, value: unknown): unknown {
  const isEndpoint = ['endpoint', 'iamEndpoint'].includes(name) && typeof value === 'string';
  return isEndpoint && /^https?:/i.test(value) ? withoutUser(value) : value;
}

function cachedJson(session: StoredSession | undefined) {
  if (session === undefined) return null;
  const { expiration, issuedAt } = session;
  return { expiration: formatExpiration(expiration), issuedAt: formatExpiration(issuedAt) };
}

function originTexts(origins: Origins): Readonly<Record<string, string>> {
  const texts = Object.entries(origins).map(([name, origin]) => [name, describeOrigin(origin)]);
  return Object.fromEntries(texts) as Record<string, string>;
}

function block(title: string, rows: readonly Row[]): string {
  const lines = rows.map(([name, value, origin]) => {
    const from = origin === undefined || origin === '' ? '' : `  (${origin})`;
    return `  ${name.padEnd(15)} ${value}${from}`;
  });
  return [title, ...lines].map((line) => `${printable(line)}\n`).join('');
}

function describeTarget({ sts }: Plan): string {
  const flags = [sts.fips && 'FIPS', sts.dualStack && 'dual stack', sts.globalEndpoint && 'legacy'];
  const place = sts.endpoint === undefined ? `region ${sts.region}` : withoutUser(sts.endpoint);
  return [`${place}, partition ${sts.partition}`, ...flags.filter(Boolean)].join(', ');
}

/** IAM's endpoint is not shown, and so neither is its origin. */
function targetOrigins({ sts }: Plan): Origins {
  const shown = Object.entries(sts.origins).filter(([name]) => name !== 'iamEndpoint');
  return Object.fromEntries(shown);
}

function describeCall(step: Step): string {
  const skipped = step.kind === 'GetSessionToken' && step.onlyForLongTermKey === true;
  const condition = skipped ? ', if the key is a long-term one' : '';
  return `sts:${step.kind} for ${describeProfile(step.profile)}${condition}`;
}

function describeOrigins(origins: Origins): string {
  return [...new Set(Object.values(origins).map(describeOrigin))].join(', ');
}

/** A cached session is used even if a longer or shorter one would be asked for now. */
function describeCached(session: StoredSession | undefined, step: Step, now: Date): string {
  if (session === undefined) return 'nothing';
  const seconds = lifetimeSeconds(session);
  const opened =
    seconds === step.durationSeconds ? '' : `, opened for ${describeDuration(seconds)}`;
  return `expires in ${describeRemaining(remainingMs(session, now))}${opened}`;
}
