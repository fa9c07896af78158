import type { Cloud } from '../cloud.ts';
import { roleIdentity, type RoleIdentity } from '../identity.ts';
import { members, type Parameters, type Validation } from '../parameters.ts';
import { refusals } from '../refusal.ts';
import type { SessionOrigin } from '../sessions.ts';
import type { Role } from '../world.ts';
import type { XmlFields } from '../xml.ts';
import { credentialFields } from './action.ts';

/** What the two ways to assume a role have in common. */
export interface RoleSessionRequest {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly durationSeconds: number;
  readonly packedPolicySize: number | undefined;
}

const name = '[\\w+=,.@-]';

export function readRoleSessionRequest(
  validation: Validation,
  parameters: Parameters,
): RoleSessionRequest {
  validation.text('Policy', { min: 1, max: 2048 });
  return {
    roleArn: validation.required('RoleArn', { min: 20, max: 2048 }),
    sessionName: validation.required('RoleSessionName', { min: 2, max: 64, pattern: name }),
    durationSeconds: validation.integer('DurationSeconds', {
      min: 900,
      max: 43_200,
      otherwise: 3600,
    }),
    packedPolicySize: packedPolicySize(parameters),
  };
}

/** Per cent of what a request may hold; reported only for requests that hold a policy or a tag. */
function packedPolicySize(parameters: Parameters): number | undefined {
  const tags = members(parameters, 'Tags').flatMap(Object.values<string>);
  const policies = members(parameters, 'PolicyArns').flatMap(Object.values<string>);
  const length = [parameters['Policy'] ?? '', ...policies, ...tags].join('').length;
  return length === 0 ? undefined : Math.ceil((length / 2048) * 100);
}

/** @throws Refusal for a policy that is not JSON. */
export function checkPolicy(policy: string | undefined): void {
  try {
    JSON.parse(policy ?? '{}');
  } catch {
    throw refusals.malformedPolicy();
  }
}

/** Issues the session, if the role allows one so long. */
export function openRoleSession(
  role: Role,
  request: RoleSessionRequest,
  sourceIdentity: string | undefined,
  cloud: Cloud,
  origin: SessionOrigin = {},
): XmlFields {
  const { sessionName, durationSeconds, packedPolicySize } = request;
  if (durationSeconds > (role.maxSessionDuration ?? 3600)) throw refusals.longerThanRoleAllows();
  const identity: RoleIdentity = roleIdentity(role, sessionName, sourceIdentity);
  const session = cloud.sessions.issue(identity, durationSeconds, origin);
  return {
    Credentials: credentialFields(session),
    AssumedRoleUser: { AssumedRoleId: identity.userId, Arn: identity.arn },
    PackedPolicySize: packedPolicySize,
    SourceIdentity: identity.sourceIdentity,
  };
}
