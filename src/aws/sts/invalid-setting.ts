import { describeOrigin } from '../../ground/origin.ts';
import { Failure } from '../../ground/failure.ts';
import type { AssumeRole } from '../../plan/model/plan.ts';
import { quoted } from '../../words/text.ts';
import { withoutSecrets } from '../../words/without-secrets.ts';
import type { ServiceError } from '../client/service-error.ts';
import type { StsCall } from './sts-call.ts';

interface Input {
  readonly setting: string;
  /** Its name in the step and among its origins. */
  readonly key: 'mfaSerial' | 'roleArn' | 'roleSessionName' | 'externalId' | 'sourceIdentity';
  /** What to do. */
  readonly mend: string;
}

/** By the name that AWS has for it. */
const inputs: Readonly<Record<string, Input>> = {
  serialNumber: {
    setting: 'mfa_serial',
    key: 'mfaSerial',
    mend: 'write it as `arn:aws:iam::123456789012:mfa/NAME`, or as the serial number on a hardware device',
  },
  roleArn: {
    setting: 'role_arn',
    key: 'roleArn',
    mend: 'write it as `arn:aws:iam::123456789012:role/NAME`',
  },
  roleSessionName: {
    setting: 'role_session_name',
    key: 'roleSessionName',
    mend: 'use 2 to 64 letters, digits and `+=,.@-`',
  },
  externalId: {
    setting: 'external_id',
    key: 'externalId',
    mend: 'use 2 to 1,224 letters, digits and `+=,.@:/-`',
  },
  sourceIdentity: {
    setting: 'source_identity',
    key: 'sourceIdentity',
    mend: 'use 2 to 64 letters, digits and `+=,.@-`',
  },
};

/**
 * Words `1 validation error detected: Value 'jane' at 'serialNumber' failed to satisfy constraint: …`, or
 * `admin is invalid`.
 */
export function invalidSetting(error: ServiceError, { step }: StsCall): Failure | undefined {
  const [, member] = / at '(\w+)' failed to satisfy/.exec(error.message) ?? [];
  const isRole = step.kind === 'AssumeRole' && error.message === `${step.roleArn} is invalid`;
  const input = inputs[isRole ? 'roleArn' : (member ?? '')];
  if (input === undefined) return undefined;
  const { setting, key, mend } = input;
  const origin = step.origins[key];
  const where = origin === undefined ? '' : ` (${describeOrigin(origin)})`;
  const values: Partial<Pick<AssumeRole, Input['key']>> = step;
  return new Failure('refused', `AWS does not accept \`${setting}\`${shown(values[key])}${where}`, [
    mend,
  ]);
}

/** What AWS does not take for a serial or an ARN may be anything: a code, or a secret. */
function shown(value = ''): string {
  return /^\d{6}$/.test(value) ? '' : ` ${quoted(withoutSecrets(value))}`;
}
