import { Validation } from '../parameters.ts';
import { refusals } from '../refusal.ts';
import type { XmlFields } from '../xml.ts';
import type { Invocation } from './action.ts';
import { checkPolicy, openRoleSession, readRoleSessionRequest } from './role-session.ts';

/** The one action that nobody signs: the token says who asks. */
export function assumeRoleWithWebIdentity({ parameters, cloud }: Invocation): XmlFields {
  const validation = new Validation(parameters);
  const request = readRoleSessionRequest(validation, parameters);
  const token = validation.required('WebIdentityToken', { min: 4, max: 20_000 });
  validation.check();
  checkPolicy(parameters['Policy']);
  const identity = cloud.directory.webIdentity(token);
  if (identity === undefined) throw refusals.invalidIdentityToken();
  const role = cloud.directory.role(request.roleArn);
  if (role?.arn !== identity.roleArn) throw refusals.webIdentityNotAuthorized();
  return {
    ...openRoleSession(role, request, undefined, cloud),
    SubjectFromWebIdentityToken: identity.subject,
    Audience: identity.audience,
    Provider: identity.provider,
  };
}
