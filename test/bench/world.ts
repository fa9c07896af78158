import type { World } from '../stand-in/world.ts';
import { adminOf, fiveAccounts, management, roleNames } from '../support/five-accounts.ts';

/** A profile that stands for a role. */
export interface Profile {
  readonly name: string;
  readonly roleArn: string;
}

const sandbox = { name: 'sandbox', roleArn: 'arn:aws:iam::666666666666:role/admin' };

/** A role in each of five accounts. The user and the device are in a sixth. */
const roles: readonly Profile[] = [
  ...roleNames.map((name) => ({ name, roleArn: adminOf(name) })),
  sandbox,
];

export const world: World = {
  ...fiveAccounts,
  accounts: [...fiveAccounts.accounts, { id: '666666666666' }],
  roles: [
    ...(fiveAccounts.roles ?? []),
    {
      arn: sandbox.roleArn,
      maxSessionDuration: 43_200,
      trust: { principals: [`arn:aws:iam::${management}:root`], mfa: 'required' },
    },
  ],
};

/** The five, and more of the same kind up to this number. */
export function profilesUpTo(count: number): readonly Profile[] {
  const more = Array.from({ length: count - roles.length }, (_, index) => `more-${index}`);
  return [...roles, ...more.map((name) => ({ name, roleArn: adminOf('dev') }))];
}

/** The profile that is asked for where it is one only. */
export const timed = 'prod';
