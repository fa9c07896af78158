import type { User, World } from '../stand-in/world.ts';
import { fiveAccounts, jane } from './five-accounts.ts';

export const keyActions = [
  'ListAccessKeys',
  'CreateAccessKey',
  'GetAccessKeyLastUsed',
  'UpdateAccessKey',
  'DeleteAccessKey',
];

/** The five accounts, in which jane has one key, and may do this with it. */
export function rotatingWorld(change: Partial<User> = {}): World {
  const [user] = fiveAccounts.users;
  if (user === undefined) throw new Error('there is no user');
  const accessKeyActions = { allowed: keyActions };
  return { ...fiveAccounts, users: [{ ...user, accessKeys: [jane], accessKeyActions, ...change }] };
}
