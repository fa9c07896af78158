import type { XmlFields } from '../xml.ts';
import type { SignedInvocation } from './action.ts';

/** Needs no permission, and works with every kind of credentials. */
export function getCallerIdentity({ caller }: SignedInvocation): XmlFields {
  const { arn, userId, account } = caller.identity;
  return { Arn: arn, UserId: userId, Account: account };
}
