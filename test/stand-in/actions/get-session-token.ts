import { Validation } from '../parameters.ts';
import { refusals } from '../refusal.ts';
import type { XmlFields } from '../xml.ts';
import { credentialFields, type SignedInvocation } from './action.ts';
import { readMfaParameters, verifyTokenCode } from './mfa.ts';

/** Needs no permission and, as at AWS, no MFA: a session without a code is a session without MFA. */
export function getSessionToken({ parameters, caller, cloud }: SignedInvocation): XmlFields {
  if (caller.session !== undefined) throw refusals.temporaryBase();
  const validation = new Validation(parameters);
  const durationSeconds = validation.integer('DurationSeconds', {
    min: 900,
    max: 129_600,
    otherwise: 43_200,
  });
  const mfa = readMfaParameters(validation);
  validation.check();
  const authenticatedAt = verifyTokenCode(mfa, caller, cloud);
  const session = cloud.sessions.issue(caller.identity, durationSeconds, {
    mfaAuthenticatedAt: authenticatedAt,
  });
  return { Credentials: credentialFields(session) };
}
