import type { Caller } from '../authentication.ts';
import type { KeyHolder } from '../access-keys.ts';
import type { Cloud } from '../cloud.ts';
import type { UserIdentity } from '../identity.ts';
import { Validation, type Parameters } from '../parameters.ts';
import { refusals } from '../refusal.ts';
import type { User } from '../world.ts';
import type { XmlFields } from '../xml.ts';
import type { SignedInvocation } from './action.ts';

export function listAccessKeys({ parameters, caller, cloud }: SignedInvocation): XmlFields {
  const user = authorized('ListAccessKeys', parameters, caller, cloud);
  const keys = cloud.directory.keys.listed(user);
  return { IsTruncated: 'false', AccessKeyMetadata: keys.map(metadata) };
}

export function createAccessKey({ parameters, caller, cloud }: SignedInvocation): XmlFields {
  const user = authorized('CreateAccessKey', parameters, caller, cloud);
  const holder = cloud.directory.keys.create(user, cloud.clock.world());
  return { AccessKey: { ...metadata(holder), SecretAccessKey: holder.key.secretAccessKey } };
}

export function updateAccessKey({ parameters, caller, cloud }: SignedInvocation): XmlFields {
  const user = authorized('UpdateAccessKey', parameters, caller, cloud);
  const status = parameters['Status'];
  if (status !== 'Active' && status !== 'Inactive')
    throw refusals.invalid(`Value '${status ?? 'null'}' at 'status' failed to satisfy constraint`);
  const state = status === 'Active' ? 'active' : 'inactive';
  cloud.directory.keys.setState(find(parameters, user, cloud), state);
  return {};
}

export function deleteAccessKey({ parameters, caller, cloud }: SignedInvocation): XmlFields {
  const user = authorized('DeleteAccessKey', parameters, caller, cloud);
  cloud.directory.keys.delete(find(parameters, user, cloud));
  return {};
}

export function getAccessKeyLastUsed({ parameters, caller, cloud }: SignedInvocation): XmlFields {
  const user = authorized('GetAccessKeyLastUsed', parameters, caller, cloud);
  const { usedAt } = find(parameters, user, cloud);
  const used =
    usedAt === undefined
      ? { Region: 'N/A', ServiceName: 'N/A' }
      : { LastUsedDate: usedAt.toISOString(), Region: 'us-east-1', ServiceName: 'sts' };
  return { UserName: user.user.userName, AccessKeyLastUsed: used };
}

/** The user whose keys these are: the caller, whom policies allow no others. */
function authorized(
  action: string,
  parameters: Parameters,
  { identity, session }: Caller,
  cloud: Cloud,
): UserIdentity {
  const hasMfa = session?.mfaAuthenticatedAt !== undefined;
  if (identity.kind === 'user' && session !== undefined && !hasMfa)
    throw refusals.invalidClientToken();
  const validation = new Validation(parameters);
  const userName = validation.text('UserName', { min: 1, max: 128, pattern: '[\\w+=,.@-]' });
  validation.check();
  if (identity.kind !== 'user') throw denied(identity.arn, action, userName ?? '', 'no-allow');
  const { user } = identity;
  const owner = cloud.directory.user(identity.account, userName ?? user.userName);
  if (owner === undefined) throw refusals.noSuchUser(userName ?? '');
  if (requiresMfa(user, action) && !hasMfa)
    throw denied(identity.arn, action, owner.arn, 'explicit-deny');
  if (!isAllowed(user, action, userName) || owner.arn !== identity.arn)
    throw denied(identity.arn, action, owner.arn, 'no-allow');
  return owner;
}

function requiresMfa({ accessKeyActions: { mfa = [] } = { allowed: [] } }: User, action: string) {
  return mfa === 'required' || mfa.includes(action);
}

function isAllowed(user: User, action: string, userName: string | undefined): boolean {
  const listing = user.listAccessKeys ?? 'denied';
  const mayList = listing === 'allowed' || (listing !== 'denied' && userName !== undefined);
  return (
    user.accessKeyActions?.allowed.includes(action) === true ||
    (action === 'ListAccessKeys' && mayList)
  );
}

function denied(caller: string, action: string, arn: string, why: 'no-allow' | 'explicit-deny') {
  const reason =
    why === 'no-allow'
      ? `because no identity-based policy allows the iam:${action} action`
      : 'with an explicit deny in an identity-based policy';
  return refusals.notAuthorized(caller, `iam:${action}`, arn, reason);
}

function find(parameters: Parameters, owner: UserIdentity, cloud: Cloud): KeyHolder {
  const validation = new Validation(parameters);
  const id = validation.required('AccessKeyId', { min: 16, max: 128, pattern: '[\\w]' });
  validation.check();
  const holder = cloud.directory.keys.find(id);
  if (holder?.identity.arn !== owner.arn) throw refusals.noSuchKey(id);
  return holder;
}

function metadata({ key, identity, createdAt }: KeyHolder): Record<string, string> {
  return {
    UserName: identity.user.userName,
    AccessKeyId: key.accessKeyId,
    Status: key.state === 'inactive' ? 'Inactive' : 'Active',
    CreateDate: createdAt.toISOString(),
  };
}
