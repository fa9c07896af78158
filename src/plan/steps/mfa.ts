import { Failure } from '../../ground/failure.ts';
import { firstVariable, type Environment } from '../../ground/environment.ts';
import { describeOrigin, failureKind, type Sourced } from '../../ground/origin.ts';
import { nearest, type Chain } from '../model/chain.ts';
import type { KeySource } from '../model/plan.ts';

/** The MFA serial nearest to the requested profile along its chain, else the environment's. */
export function resolveMfaSerial(chain: Chain, env: Environment): Sourced | undefined {
  return nearest(chain, 'mfa_serial') ?? firstVariable(env, ['AWS_MFA_SERIAL']);
}

/**
 * The device whose code is used, if there is one and the base may be a long-term key: every provider's credentials are
 * temporary already, while another program's are known only when it has answered.
 *
 * @throws Failure for a security key of a long-term key: STS accepts six digits and nothing else.
 */
export function usedDevice(serial: Sourced | undefined, source: KeySource): Sourced | undefined {
  if (serial === undefined || !(isLongTerm(source) || source.kind === 'process')) return undefined;
  if (!isSecurityKey(serial.value)) return serial;
  if (isLongTerm(source)) throw securityKey(serial);
  return undefined;
}

export function isLongTerm(source: KeySource): boolean {
  return 'temporary' in source && !source.temporary;
}

/** FIDO devices and passkeys: `arn:aws:iam::123456789012:u2f/user/jane/key-ABC`. */
export function isSecurityKey(serial: string): boolean {
  return /^arn:[^:]+:iam::\d+:u2f\//.test(serial);
}

function securityKey(serial: Sourced): Failure {
  return new Failure(
    failureKind(serial.origin),
    `MFA device "${serial.value}" (${describeOrigin(serial.origin)}) is a security key, which AWS accepts for signing in to the console but not for access keys`,
    [
      'register a virtual MFA device as well (a user may have eight) and set `mfa_serial` to its ARN',
    ],
    'device',
  );
}
