import type { KeySource, Step } from '../../plan/model/plan.ts';
import type { StoredSession } from '../../session/ports.ts';
import { parseIamArn } from '../../words/arn.ts';
import { formatExpiration } from '../values/process-json.ts';
import { isBroken, type BrokenProfile, type Overview, type WorkingProfile } from './overview.ts';

/** For scripts, as docs/reference.md has it. Within a version, fields and values may be added, but none is removed. */
export function renderListJson({ profiles }: Overview): string {
  const listed = profiles.map((profile) =>
    isBroken(profile) ? brokenJson(profile) : workingJson(profile),
  );
  return `${JSON.stringify({ version: 1, profiles: listed }, null, 2)}\n`;
}

function brokenJson({ profile, failure: { kind, word, message } }: BrokenProfile) {
  return { profile, outcome: 'broken', error: { kind, word, message } };
}

function workingJson({ plan, cached, outcome, withoutCodeUntil }: WorkingProfile) {
  const { profile, source, steps, region, codes } = plan;
  const { mfaProcess, prompt } = codes;
  const last = steps.at(-1);
  return {
    profile,
    outcome,
    accountId: accountOf(source, last) ?? null,
    roleArn: last?.kind === 'AssumeRole' ? last.roleArn : null,
    region: region ?? null,
    base: baseJson(source),
    mfaSerial: steps[0]?.mfaSerial ?? null,
    // People put secrets into a line; `explain` says where it is.
    codes: { mfaProcess: mfaProcess !== undefined, prompt },
    withoutCodeUntil:
      withoutCodeUntil instanceof Date
        ? formatExpiration(withoutCodeUntil)
        : (withoutCodeUntil ?? null),
    sessions: steps.map((step, index) => sessionJson(step, cached[index])),
    error: null,
  };
}

function accountOf(source: KeySource, last: Step | undefined): string | undefined {
  const own = 'accountId' in source ? source.accountId : undefined;
  if (last === undefined) return own;
  const arn = parseIamArn(last.kind === 'AssumeRole' ? last.roleArn : last.mfaSerial);
  return arn?.accountId ?? own;
}

function baseJson(source: KeySource) {
  return {
    kind: source.kind,
    profile: source.profile ?? null,
    accessKeyId: 'accessKeyId' in source ? source.accessKeyId : null,
  };
}

function sessionJson(step: Step, session: StoredSession | undefined) {
  return {
    call: step.kind,
    profile: step.profile,
    issuedAt: session === undefined ? null : formatExpiration(session.issuedAt),
    expiration: session === undefined ? null : formatExpiration(session.expiration),
  };
}
