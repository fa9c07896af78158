import type { Caller } from '../authentication.ts';
import type { Cloud } from '../cloud.ts';
import type { Identity, UserIdentity } from '../identity.ts';
import { Validation, type Parameters } from '../parameters.ts';
import { refusals } from '../refusal.ts';
import type { MfaDevice } from '../world.ts';
import type { XmlFields } from '../xml.ts';
import type { SignedInvocation } from './action.ts';

/** Lists security keys, too: the caller has to know that STS does not take them. */
export function listMfaDevices({ parameters, caller, cloud }: SignedInvocation): XmlFields {
  refuseSessionWithoutMfa(caller);
  const userName = readUserName(parameters);
  checkPermission(caller.identity, userName);
  const owner = findUser(caller.identity, userName, cloud);
  const devices = owner.user.mfaDevices ?? [];
  return {
    IsTruncated: 'false',
    MFADevices: devices.map((device) => deviceFields(owner, device)),
  };
}

export function getUser({ parameters, caller, cloud }: SignedInvocation): XmlFields {
  refuseSessionWithoutMfa(caller);
  const userName = readUserName(parameters);
  if (caller.identity.kind === 'role' && userName !== undefined)
    throw denied(caller.identity, 'iam:GetUser', userName);
  const { user, userId, arn } = findUser(caller.identity, userName, cloud);
  return {
    User: {
      Path: user.path ?? '/',
      UserName: user.userName,
      UserId: userId,
      Arn: arn,
      CreateDate: longAgo,
    },
  };
}

const longAgo = '2020-01-02T03:04:05Z';

/** IAM does not even know a GetSessionToken session that was opened without a code. */
function refuseSessionWithoutMfa({ identity, session }: Caller): void {
  if (identity.kind === 'user' && session !== undefined && !session.mfaAuthenticatedAt)
    throw refusals.invalidClientToken();
}

function readUserName(parameters: Parameters): string | undefined {
  const validation = new Validation(parameters);
  const userName = validation.text('UserName', { min: 1, max: 128, pattern: '[\\w+=,.@-]' });
  validation.check();
  return userName;
}

/** A policy limited to `user/${aws:username}` never matches a request that names no user. */
function checkPermission(identity: Identity, userName: string | undefined): void {
  const user = identity.kind === 'user' ? identity.user : undefined;
  const permission = user?.listMfaDevices ?? 'denied';
  const namesItself = userName !== undefined && user?.userName === userName;
  if (permission === 'denied' || (permission === 'own-user-name-only' && !namesItself))
    throw denied(identity, 'iam:ListMFADevices', userName ?? '');
}

function denied(identity: Identity, action: string, userName: string) {
  const resource = `arn:${identity.partition}:iam::${identity.account}:user/${userName}`;
  const reason = `because no identity-based policy allows the ${action} action`;
  return refusals.notAuthorized(identity.arn, action, resource, reason);
}

function findUser(caller: Identity, userName: string | undefined, cloud: Cloud): UserIdentity {
  if (userName === undefined && caller.kind === 'user') return caller;
  if (userName === undefined) throw refusals.userNameNeeded();
  const user = cloud.directory.user(caller.account, userName);
  if (user === undefined) throw refusals.noSuchUser(userName);
  return user;
}

function deviceFields({ user }: UserIdentity, device: MfaDevice): XmlFields {
  return { UserName: user.userName, SerialNumber: device.serial, EnableDate: longAgo };
}
