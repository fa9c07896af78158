import { beforeAll } from 'vitest';
import { bundleFixture } from '../../support/bundle.ts';
import { cleanups, folder, useScratchHome } from '../scratch-home.ts';
import { LockUser, type LockUserOptions } from './lock-users.ts';

let program: string;

/** Gives each test of a file a home of its own, in which other processes can use the lock. */
export function useLockUsers(): void {
  useScratchHome();
  beforeAll(async () => {
    ({ file: program } = await bundleFixture('lock-user'));
  });
}

export function newUser(options: LockUserOptions = {}): LockUser {
  const user = new LockUser(program, options.folder ?? folder, options);
  cleanups.push(() => user.kill());
  return user;
}

export function newUsers(count: number): readonly LockUser[] {
  return Array.from({ length: count }, () => newUser());
}
