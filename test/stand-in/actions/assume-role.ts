import type { Caller } from '../authentication.ts';
import type { Cloud } from '../cloud.ts';
import { members, Validation, type Parameters } from '../parameters.ts';
import { refusals, type Refusal } from '../refusal.ts';
import type { Role } from '../world.ts';
import type { XmlFields } from '../xml.ts';
import type { SignedInvocation } from './action.ts';
import { readMfaParameters, verifyTokenCode, type MfaParameters } from './mfa.ts';
import {
  checkPolicy,
  openRoleSession,
  readRoleSessionRequest,
  type RoleSessionRequest,
} from './role-session.ts';
import { isTrusted } from './trust.ts';

interface AssumeRoleRequest extends RoleSessionRequest, MfaParameters {
  readonly externalId: string | undefined;
  readonly sourceIdentity: string | undefined;
}

export function assumeRole({ parameters, caller, cloud }: SignedInvocation): XmlFields {
  const request = readAssumeRoleRequest(parameters);
  const mfaAt = verifyTokenCode(request, caller, cloud) ?? caller.session?.mfaAuthenticatedAt;
  checkPolicies(request, caller);
  const role = findTrustingRole(request, caller, mfaAt, cloud);
  if (caller.session !== undefined && request.durationSeconds > 3600)
    throw refusals.longerThanChainAllows();
  const isChained = caller.session !== undefined;
  const sourceIdentity = request.sourceIdentity ?? inherited(caller);
  return openRoleSession(role, request, sourceIdentity, cloud, { isChained });
}

function readAssumeRoleRequest(parameters: Parameters): AssumeRoleRequest {
  const validation = new Validation(parameters);
  const request = {
    ...readRoleSessionRequest(validation, parameters),
    ...readMfaParameters(validation),
    externalId: validation.text('ExternalId', { min: 2, max: 1224, pattern: '[\\w+=,.@:/-]' }),
    sourceIdentity: validation.text('SourceIdentity', { min: 2, max: 64, pattern: '[\\w+=,.@-]' }),
  };
  validation.check();
  checkPolicy(parameters['Policy']);
  checkTags(parameters);
  return request;
}

function checkTags(parameters: Parameters): void {
  const keys = members(parameters, 'Tags').map((tag) => tag['Key']?.toLowerCase());
  const transitive = members(parameters, 'TransitiveTagKeys').map((key) => key['']?.toLowerCase());
  if (keys.length > 50)
    throw refusals.invalid(`1 validation error detected: Value at 'tags' is too long`);
  if (new Set(keys).size !== keys.length)
    throw refusals.invalid(
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    );
  if (transitive.some((key) => !keys.includes(key)))
    throw refusals.invalid(
      'The specified transitive tag key must be included in the requested tags.',
    );
}

/** What the caller's own policies say, before the role is asked. */
function checkPolicies(request: AssumeRoleRequest, caller: Caller): void {
  const { identity, session } = caller;
  if (identity.kind === 'user' && identity.user.deny === 'unless-mfa')
    if (session?.mfaAuthenticatedAt === undefined)
      throw denied(
        'sts:AssumeRole',
        request,
        caller,
        'with an explicit deny in an identity-based policy',
      );
  const source = inherited(caller);
  if (source !== undefined && source !== (request.sourceIdentity ?? source))
    throw denied(
      'sts:SetSourceIdentity',
      request,
      caller,
      'because a source identity cannot be changed',
    );
}

/** Once set, a source identity stays for the whole chain. */
function inherited({ identity }: Caller): string | undefined {
  return identity.kind === 'role' ? identity.sourceIdentity : undefined;
}

/** AWS does not say whether the role is missing, or which of its conditions was not met. */
function findTrustingRole(
  request: AssumeRoleRequest,
  caller: Caller,
  mfaAt: Date | undefined,
  cloud: Cloud,
): Role {
  const role = cloud.directory.role(request.roleArn);
  const mfaAgeSeconds = mfaAt && (cloud.clock.world().getTime() - mfaAt.getTime()) / 1000;
  const { externalId } = request;
  if (role === undefined || !isTrusted(role.trust, { caller, externalId, mfaAgeSeconds })) {
    const reason = 'because no resource-based policy allows the sts:AssumeRole action';
    throw denied('sts:AssumeRole', request, caller, reason);
  }
  return role;
}

function denied(
  action: string,
  { roleArn }: AssumeRoleRequest,
  { identity }: Caller,
  reason: string,
): Refusal {
  return refusals.notAuthorized(identity.arn, action, roleArn, reason);
}
