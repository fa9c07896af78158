import { randomBytes } from 'node:crypto';
import { parseArn, resourceName } from '../arn.ts';
import type { HttpRequest } from '../http-request.ts';
import type { StandIn } from '../server.ts';
import { metadataCredentials, startSource, type Source, type SourceAnswer } from './source.ts';

export interface InstanceMetadata {
  /** The role of the instance's profile; undefined: it has none. */
  readonly roleArn?: string;
  /** `v2` (the default) insists on a token, `v1` does not, `off` answers 403 to everything. */
  readonly service?: 'v1' | 'v2' | 'off';
}

/** The EC2 instance metadata service. */
export function startInstanceMetadata(
  standIn: StandIn,
  { roleArn, service = 'v2' }: InstanceMetadata,
): Promise<Source> {
  const tokens = new Set<string>();
  return startSource((request) => {
    if (service === 'off') return { status: 403 };
    if (request.method === 'PUT') return metadataToken(request, tokens);
    const token = request.headers.get('x-aws-ec2-metadata-token');
    if (token === undefined ? service === 'v2' : !tokens.has(token)) return { status: 401 };
    return instanceRole(request, roleArn, standIn);
  });
}

/** A token may live from a second to six hours, and says how long. */
function metadataToken(request: HttpRequest, tokens: Set<string>): SourceAnswer {
  if (request.target !== '/latest/api/token') return { status: 404 };
  const lifetime = 'x-aws-ec2-metadata-token-ttl-seconds';
  const seconds = Number(request.headers.get(lifetime));
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 21_600) return { status: 400 };
  const token = randomBytes(40).toString('base64');
  tokens.add(token);
  return { status: 200, text: token, headers: { [lifetime]: String(seconds) } };
}

const securityCredentials = '/latest/meta-data/iam/security-credentials/';

function instanceRole(
  request: HttpRequest,
  roleArn: string | undefined,
  standIn: StandIn,
): SourceAnswer {
  if (roleArn === undefined) return { status: 404 };
  const name = roleName(roleArn);
  if (request.target === securityCredentials) return { status: 200, text: name };
  if (request.target !== securityCredentials + name) return { status: 404 };
  const session = standIn.issueRoleSession(roleArn, 'i-0123456789abcdef0', 6 * 3600);
  const lastUpdated = new Date().toISOString();
  const fixed = { Code: 'Success', Type: 'AWS-HMAC', LastUpdated: lastUpdated };
  return { status: 200, json: { ...fixed, ...metadataCredentials(session) } };
}

function roleName(roleArn: string): string {
  const arn = parseArn(roleArn);
  if (arn === undefined) throw new Error(`"${roleArn}" is not the ARN of a role`);
  return resourceName(arn);
}
