import type { ProfileGraph } from '../../src/config/graph.ts';
import type { Plan } from '../../src/plan/model/plan.ts';
import { graphOf } from '../support/config-texts.ts';
import { planOf, type Asked } from './planning.ts';

/**
 * What most tests of plans are about: `app` is assumed from `middle`, which is assumed with the access key of `base`.
 * A test adds settings to any of the three with `chain({ middle: serial })`, and compares the calls of the plan for
 * `app`, written in a few words each: `callsOf({ base: serial })` is `[session, 'AssumeRole 3600', 'AssumeRole 3600']`.
 */

export const phone = 'arn:aws:iam::111111111111:mfa/jane';
export const tablet = 'arn:aws:iam::111111111111:mfa/janes-tablet';

/** What is added to each profile. */
export interface Settings {
  readonly base?: string;
  readonly middle?: string;
  readonly app?: string;
  readonly accessKeyId?: string;
}

/** A key, a role that is assumed with it, and one that is assumed with that role. */
export function chain({
  base = '',
  middle = '',
  app = '',
  accessKeyId = 'AKIABASE',
}: Settings): ProfileGraph {
  return graphOf(`[profile base]
aws_access_key_id = ${accessKeyId}
aws_secret_access_key = s
${base}
[profile middle]
role_arn = arn:aws:iam::222222222222:role/middle
source_profile = base
${middle}
[profile app]
role_arn = arn:aws:iam::333333333333:role/app
source_profile = middle
${app}
`);
}

/** Each call in a few words: `GetSessionToken 43200 DEVICE`, `AssumeRole 3600`. */
export function calls({ steps }: Plan): readonly string[] {
  return steps.map(({ kind, durationSeconds, mfaSerial }) =>
    [kind, durationSeconds, ...(mfaSerial === undefined ? [] : [mfaSerial])].join(' '),
  );
}

export function callsOf(settings: Settings, asked: Asked = {}): readonly string[] {
  return calls(planOf(chain(settings), asked));
}

export const serial = `mfa_serial = ${phone}`;
export const session = `GetSessionToken 43200 ${phone}`;
