import {
  adminOf,
  adminSession,
  accounts as ids,
  management,
  roleNames,
} from '../support/five-accounts.ts';

/** A profile of the demo, and who AWS says it is. */
export interface DemoAccount {
  readonly profile: string;
  /** Twelve digits. */
  readonly id: string;
  readonly arn: string;
  /** Undefined for the management account, where Jane is a user and not a role. */
  readonly roleArn?: string;
}

export const accounts: readonly DemoAccount[] = [
  { profile: 'management', id: management, arn: `arn:aws:iam::${management}:user/jane` },
  ...roleNames.map((name) => ({
    profile: name,
    id: ids[name],
    roleArn: adminOf(name),
    arn: adminSession(name),
  })),
];
