import type { SignedAction, UnsignedAction } from './actions/action.ts';
import {
  createAccessKey,
  deleteAccessKey,
  getAccessKeyLastUsed,
  listAccessKeys,
  updateAccessKey,
} from './actions/access-keys.ts';
import { assumeRole } from './actions/assume-role.ts';
import { assumeRoleWithWebIdentity } from './actions/assume-role-with-web-identity.ts';
import { getCallerIdentity } from './actions/get-caller-identity.ts';
import { getSessionToken } from './actions/get-session-token.ts';
import { getUser, listMfaDevices } from './actions/iam.ts';

/** An AWS service of the Query protocol. */
export interface Service {
  /** As the credential scope of a signature names it. */
  readonly name: 'sts' | 'iam';
  readonly version: string;
  readonly namespace: string;
  readonly actions: ReadonlyMap<string, ActionEntry>;
}

export type ActionEntry = { readonly signed: SignedAction } | { readonly unsigned: UnsignedAction };

const sts: Service = {
  name: 'sts',
  version: '2011-06-15',
  namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  actions: new Map<string, ActionEntry>([
    ['AssumeRole', { signed: assumeRole }],
    ['AssumeRoleWithWebIdentity', { unsigned: assumeRoleWithWebIdentity }],
    ['GetCallerIdentity', { signed: getCallerIdentity }],
    ['GetSessionToken', { signed: getSessionToken }],
  ]),
};

const iam: Service = {
  name: 'iam',
  version: '2010-05-08',
  namespace: 'https://iam.amazonaws.com/doc/2010-05-08/',
  actions: new Map<string, ActionEntry>([
    ['CreateAccessKey', { signed: createAccessKey }],
    ['DeleteAccessKey', { signed: deleteAccessKey }],
    ['GetAccessKeyLastUsed', { signed: getAccessKeyLastUsed }],
    ['GetUser', { signed: getUser }],
    ['ListAccessKeys', { signed: listAccessKeys }],
    ['ListMFADevices', { signed: listMfaDevices }],
    ['UpdateAccessKey', { signed: updateAccessKey }],
  ]),
};

/** Both services share a port; the version tells them apart. What is of neither is answered by STS. */
export function serviceOf(version: string | undefined): Service {
  return version === iam.version ? iam : sts;
}
