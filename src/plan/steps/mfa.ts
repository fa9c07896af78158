import { Failure } from '../../ground/failure.ts';
import type { Environment } from '../../ground/environment.ts';
import { describeOrigin, failureKind, type Sourced } from '../../ground/origin.ts';
import type { Chain } from '../model/chain.ts';

/** The MFA serial nearest to the requested profile along its chain, else the environment's. */
export function resolveMfaSerial(chain: Chain, env: Environment): Sourced | undefined {
  const nearest = chain.profiles
    .map((profile) => profile.setting('mfa_serial'))
    .find((setting) => setting !== undefined);
  return nearest ?? fromEnvironment(env);
}

/** @throws Failure for a security key: STS takes six digits and nothing else. */
export function refuseSecurityKey(serial: Sourced): void {
  if (isSecurityKey(serial.value)) throw securityKey(serial);
}

function fromEnvironment(env: Environment): Sourced | undefined {
  const value = env['AWS_MFA_SERIAL'] ?? '';
  if (value === '') return undefined;
  return { value, origin: { kind: 'environment', name: 'AWS_MFA_SERIAL' } };
}

/** FIDO devices and passkeys: `arn:aws:iam::123456789012:u2f/user/jane/key-ABC`. */
export function isSecurityKey(serial: string): boolean {
  return /^arn:[^:]+:iam::\d+:u2f\//.test(serial);
}

function securityKey(serial: Sourced): Failure {
  return new Failure(
    failureKind(serial.origin),
    `MFA device "${serial.value}" (${describeOrigin(serial.origin)}) is a security key, which AWS takes for signing in to the console but not for access keys`,
    [
      'register a virtual MFA device as well (a user may have eight) and set `mfa_serial` to its ARN',
    ],
  );
}
