import { createHash } from 'node:crypto';
import { parseArn, resourceName } from './arn.ts';
import { encodeBase32 } from './totp.ts';
import type { Role, User } from './world.ts';

/** Who acts: a user, by a key or by a GetSessionToken session, or somebody in a role. */
export type Identity = UserIdentity | RoleIdentity;

interface Named {
  readonly account: string;
  readonly partition: string;
  /** As GetCallerIdentity tells it. */
  readonly arn: string;
  readonly userId: string;
  /** As trust policies name it: the user's or the role's own ARN. */
  readonly principal: string;
}

export interface UserIdentity extends Named {
  readonly kind: 'user';
  readonly user: User;
}

export interface RoleIdentity extends Named {
  readonly kind: 'role';
  readonly sourceIdentity?: string;
}

export function userIdentity(user: User, partition: string): UserIdentity {
  const arn = `arn:${partition}:iam::${user.account}:user${user.path ?? '/'}${user.userName}`;
  const userId = uniqueId('AIDA', arn);
  return { kind: 'user', user, account: user.account, partition, arn, userId, principal: arn };
}

/** AWS leaves the role's path out of a session's ARN. */
export function roleIdentity(role: Role, sessionName: string, source?: string): RoleIdentity {
  const arn = parseArn(role.arn);
  if (arn === undefined) throw new Error(`"${role.arn}" is not the ARN of a role`);
  const { account, partition } = arn;
  return {
    kind: 'role',
    account,
    partition,
    arn: `arn:${partition}:sts::${account}:assumed-role/${resourceName(arn)}/${sessionName}`,
    userId: `${uniqueId('AROA', role.arn)}:${sessionName}`,
    principal: role.arn,
    ...(source !== undefined && { sourceIdentity: source }),
  };
}

/** The same for the same thing, as AWS's ids are. */
function uniqueId(prefix: string, arn: string): string {
  return prefix + encodeBase32(createHash('sha256').update(arn).digest()).slice(0, 17);
}
