import type { ConfigWarning } from '../config/lint/misreadings.ts';
import { describeOrigin, type Origins } from '../ground/origin.ts';
import type { AssumeRole, GetSessionToken, KeySource, Plan, Step } from '../plan/model/plan.ts';
import type { Forecast } from '../session/forecast.ts';
import { remainingMs } from '../session/freshness.ts';
import type { StoredSession } from '../session/ports.ts';
import { describeDuration, describeRemaining } from '../words/duration.ts';
import { describeSource } from './values/key-source.ts';
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
  readonly warnings: readonly ConfigWarning[];
}

/** For people: the base, each call, where each setting came from, and what would happen now. */
export function renderExplanation(explanation: Explanation): string {
  const { plan, notes, now, cached, outcome, warnings } = explanation;
  const blocks = [
    block(describeProfile(plan.profile), [
      ['base', describeSource(plan.source), describeOrigins(plan.source.origins)],
      ['region', plan.region ?? 'none', describeOrigins(plan.origins)],
      ['sts', describeTarget(plan), describeOrigins(targetOrigins(plan))],
    ]),
    ...plan.steps.map((step, index) =>
      block(`${index + 1}. ${describeCall(step)}`, [
        ...describeStep(step),
        ['cache', describeCached(cached[index], step, now)],
      ]),
    ),
  ];
  const remarks = [
    ...notes.map((note) => `note: ${note}`),
    ...warnings.map(({ file, line, text }) => `warning: ${file}:${line}: ${text}`),
    `now: ${outcomes[outcome]}`,
  ];
  return [...blocks, ...remarks.map((remark) => `${printable(remark)}\n`)].join('');
}

const outcomes: Record<Forecast, string> = {
  'no call': 'the base credentials are handed out as they are',
  cached: 'the cached session is handed out, without a call or a code',
  silent: 'STS is called, without a code',
  prompt: 'an MFA code is asked for',
  'depends on the base':
    'the program is run, and an MFA code asked for if its key is a long-term one',
};

/** For scripts: the plan as it is, with the cache's sessions, but no key or token of theirs. */
export function renderExplanationJson(explanation: Explanation): string {
  const { plan, notes, cached, outcome, warnings } = explanation;
  const steps = plan.steps.map((step, index) => ({
    ...step,
    origins: originTexts(step.origins),
    cached: cachedJson(cached[index]),
  }));
  const { source: planned, sts: target } = plan;
  const source = { ...withoutCommand(planned), origins: originTexts(planned.origins) };
  const sts = { ...target, origins: originTexts(target.origins) };
  const origins = originTexts(plan.origins);
  const shown = { ...plan, notes, origins, source, sts, steps, outcome, warnings };
  return `${JSON.stringify(shown, withoutUsers, 2)}\n`;
}

/** People put secrets into a `credential_process` line; its origin says where it is. */
function withoutCommand(source: KeySource): Partial<KeySource> {
  return Object.fromEntries(Object.entries(source).filter(([name]) => name !== 'command'));
}

/** An endpoint may hold a password. */
function withoutUsers(name: string, value: unknown): unknown {
  const isEndpoint = /^(?:endpoint|iamEndpoint)$/.test(name) && typeof value === 'string';
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

type Row = readonly [name: string, value: string, origin?: string | undefined];

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

function describeStep(step: Step): readonly Row[] {
  return step.kind === 'GetSessionToken' ? describeSession(step) : describeRole(step);
}

function describeSession({ mfaSerial, durationSeconds, origins }: GetSessionToken): readonly Row[] {
  return [
    ['mfa serial', mfaSerial, originOf(origins, 'mfaSerial')],
    ...describeStrategy('session', origins),
    ['duration', describeDuration(durationSeconds), originOf(origins, 'durationSeconds')],
  ];
}

function describeRole(step: AssumeRole): readonly Row[] {
  const { origins } = step;
  const optional: readonly [string, string | undefined, string][] = [
    ['mfa serial', step.mfaSerial, 'mfaSerial'],
    ['external id', step.externalId, 'externalId'],
    ['source identity', step.sourceIdentity, 'sourceIdentity'],
    ['session tags', step.tags && JSON.stringify(step.tags), 'tags'],
    ['transitive tags', step.transitiveTagKeys?.join(', '), 'transitiveTagKeys'],
    ['policy', step.policy, 'policy'],
    ['policy ARNs', step.policyArns?.join(', '), 'policyArns'],
  ];
  return [
    ['role', step.roleArn, originOf(origins, 'roleArn')],
    ['session name', step.roleSessionName, originOf(origins, 'roleSessionName')],
    ['duration', describeDuration(step.durationSeconds), originOf(origins, 'durationSeconds')],
    ...describeStrategy('direct', origins),
    ...optional.flatMap(([name, value, input]): Row[] =>
      value === undefined ? [] : [[name, value, originOf(origins, input)]],
    ),
  ];
}

/** Where somebody chose one. */
function describeStrategy(strategy: 'session' | 'direct', origins: Origins): readonly Row[] {
  const chosen = origins['mfaStrategy'];
  return chosen === undefined ? [] : [['mfa strategy', strategy, describeOrigin(chosen)]];
}

function originOf(origins: Origins, input: string): string {
  const origin = origins[input];
  return origin === undefined ? 'default' : describeOrigin(origin);
}

function describeOrigins(origins: Origins): string {
  return [...new Set(Object.values(origins).map(describeOrigin))].join(', ');
}

/** A session that is there serves whoever asks, also who would now ask for a longer or shorter one. */
function describeCached(session: StoredSession | undefined, step: Step, now: Date): string {
  if (session === undefined) return 'nothing';
  const lasts =
    Math.round((session.expiration.getTime() - session.issuedAt.getTime()) / 60_000) * 60;
  const opened = lasts === step.durationSeconds ? '' : `, opened for ${describeDuration(lasts)}`;
  return `good for ${describeRemaining(remainingMs(session, now))}${opened}`;
}
