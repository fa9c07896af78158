import type { StandIn } from '../server.ts';
import { metadataCredentials, startSource, type Source } from './source.ts';

export interface ContainerCredentials {
  readonly roleArn: string;
  /** What the `Authorization` header has to be; undefined: anything goes. */
  readonly authorization?: string;
}

/** The credentials endpoint of ECS and EKS Pod Identity, at `/credentials`. */
export function startContainerCredentials(
  standIn: StandIn,
  { roleArn, authorization }: ContainerCredentials,
): Promise<Source> {
  return startSource((request) => {
    if (request.target !== '/credentials') return { status: 404 };
    if (authorization !== undefined && request.headers.get('authorization') !== authorization)
      return {
        status: 401,
        json: { code: 'Unauthorized', message: 'Invalid authorization token' },
      };
    const session = standIn.issueRoleSession(roleArn, 'container', 6 * 3600);
    return { status: 200, json: { RoleArn: roleArn, ...metadataCredentials(session) } };
  });
}
