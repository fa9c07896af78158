import { describeOrigin } from '../ground/origin.ts';
import { describeSerialSetting, unnamedProfile } from '../words/profile-name.ts';
import type { Plan } from './model/plan.ts';
import { isLongTerm } from './steps/mfa.ts';

/** Why a plan asks for no MFA code; undefined where it may ask for one. */
export function whyNoCode({ source, steps }: Plan): string | undefined {
  if (steps.some(({ mfaSerial }) => mfaSerial !== undefined)) return undefined;
  if (isLongTerm(source) || source.kind === 'process')
    return `no MFA device is named: set ${describeSerialSetting(source.profile ?? unnamedProfile)}`;
  const [origin] = Object.values(source.origins);
  const where = origin === undefined ? '' : ` (${describeOrigin(origin)})`;
  return `the credentials it starts from${where} are temporary`;
}
