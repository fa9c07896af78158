import { isSession, type Credentials } from '../../ground/credentials.ts';
import { Failure } from '../../ground/failure.ts';
import type { ServiceError } from './service-error.ts';

/** AWS gives one code for a wrong secret and for a wrong time. */
export function wrongSignature({ message }: ServiceError, { accessKeyId }: Credentials): Failure {
  if (/^Signature (?:expired|not yet current)/.test(message))
    return new Failure('refused', `the clock of this machine is off: ${message}`, [
      'set the clock, for example `sudo timedatectl set-ntp true`',
    ]);
  return new Failure(
    'refused',
    `the secret access key does not belong to access key "${accessKeyId}"`,
    ['copy both halves of the key pair again, or make a new one'],
  );
}

/** What a request that it signs holds, and nobody may see. */
export function secretsOf(signer: Credentials): readonly string[] {
  const session = isSession(signer) ? [signer.sessionToken.reveal()] : [];
  return [signer.secretAccessKey.reveal(), ...session];
}
