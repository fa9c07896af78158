import type { Caller } from '../authentication.ts';
import type { Cloud } from '../cloud.ts';
import type { Parameters } from '../parameters.ts';
import type { Session } from '../sessions.ts';
import type { XmlFields } from '../xml.ts';

export interface Invocation {
  readonly parameters: Parameters;
  readonly cloud: Cloud;
}

export interface SignedInvocation extends Invocation {
  readonly caller: Caller;
}

/** What an API action does. Answers the fields of its result; throws a Refusal. */
export type SignedAction = (invocation: SignedInvocation) => XmlFields;
export type UnsignedAction = (invocation: Invocation) => XmlFields;

/** The `Credentials` of an answer. */
export function credentialFields(session: Session): XmlFields {
  return {
    AccessKeyId: session.accessKeyId,
    SecretAccessKey: session.secretAccessKey,
    SessionToken: session.sessionToken,
    Expiration: session.expiration.toISOString().replace(/\.\d+Z$/, 'Z'),
  };
}
