import { randomBytes } from 'node:crypto';
import { parseArn } from '../arn.ts';
import type { HttpRequest } from '../http-request.ts';
import type { StandIn } from '../server.ts';
import { startSource, type Source, type SourceAnswer } from './source.ts';

export interface IdentityCenter {
  /** Access tokens that somebody signed in for. */
  readonly accessTokens: readonly string[];
  /** What they may use: permission sets, and the role of each. */
  readonly assignments: readonly { readonly roleName: string; readonly roleArn: string }[];
  /** Refresh tokens; each is good for one new access token. */
  readonly refreshTokens?: readonly string[];
}

/** The portal of IAM Identity Center, and its OpenID Connect service, as far as refreshing needs it. */
export function startIdentityCenter(standIn: StandIn, center: IdentityCenter): Promise<Source> {
  const accessTokens = new Set(center.accessTokens);
  const refreshTokens = new Set(center.refreshTokens);
  return startSource((request) => {
    const { pathname, searchParams } = new URL(request.target, 'http://127.0.0.1');
    const at = `${request.method} ${pathname}`;
    if (at === 'POST /token') return createToken(request, accessTokens, refreshTokens);
    if (at !== 'GET /federation/credentials') return { status: 404 };
    if (!accessTokens.has(request.headers.get('x-amz-sso_bearer_token') ?? ''))
      return portalError(401, 'UnauthorizedException', 'Session token not found or invalid');
    const roleArn = findAssignment(center, searchParams);
    if (roleArn === undefined) return portalError(403, 'ForbiddenException', 'No access');
    return { status: 200, json: { roleCredentials: portalCredentials(standIn, roleArn) } };
  });
}

function findAssignment(center: IdentityCenter, query: URLSearchParams): string | undefined {
  const assignment = center.assignments.find(
    ({ roleName: name, roleArn }) =>
      name === query.get('role_name') && parseArn(roleArn)?.account === query.get('account_id'),
  );
  return assignment?.roleArn;
}

function portalCredentials(standIn: StandIn, roleArn: string) {
  const session = standIn.issueRoleSession(roleArn, 'person@example.test', 3600);
  const { accessKeyId, secretAccessKey, sessionToken, expiration } = session;
  return { accessKeyId, secretAccessKey, sessionToken, expiration: expiration.getTime() };
}

function portalError(status: number, type: string, message: string): SourceAnswer {
  const json = { message, __type: `com.amazonaws.switchboard.portal#${type}` };
  return { status, json, headers: { 'x-amzn-ErrorType': type } };
}

function createToken(
  request: HttpRequest,
  accessTokens: Set<string>,
  refreshTokens: Set<string>,
): SourceAnswer {
  const asked = JSON.parse(request.body.toString()) as Record<string, unknown>;
  const isRefresh = asked['grantType'] === 'refresh_token';
  if (!isRefresh || !refreshTokens.delete(String(asked['refreshToken'])))
    return {
      status: 400,
      json: { error: 'invalid_grant', error_description: 'Invalid refresh token provided' },
      headers: { 'x-amzn-ErrorType': 'InvalidGrantException' },
    };
  const [accessToken, refreshToken] = [randomBytes(30), randomBytes(30)].map(base64);
  accessTokens.add(String(accessToken));
  refreshTokens.add(String(refreshToken));
  const json = { accessToken, refreshToken, tokenType: 'Bearer', expiresIn: 3600 };
  return { status: 200, json };
}

function base64(bytes: Buffer): string {
  return bytes.toString('base64');
}
