import { expect, test } from 'vitest';
import { Failure } from '../../src/ground/failure.ts';
import type { Lease, Lock } from '../../src/session/ports.ts';
import { lockPlace } from '../../src/lock/place-lock.ts';

/** A lock that others have so many times, and what it was asked and told. */
function lockHeldBefore(times: number) {
  const keys: string[] = [];
  const released: (Failure | undefined)[] = [];
  const lease: Lease = {
    release(failure) {
      released.push(failure);
      return Promise.resolve();
    },
  };
  const lock: Lock = {
    acquire(key) {
      keys.push(key);
      return Promise.resolve(keys.length > times ? lease : undefined);
    },
  };
  return { lock, keys, released };
}

test('a terminal is waited for until nobody else asks on the terminal', async () => {
  const { lock, keys } = lockHeldBefore(2);
  await lockPlace(lock, 'terminal', '/dev/pts/3');
  expect(keys).toHaveLength(3);
});

test('each terminal has its own', async () => {
  const { lock, keys } = lockHeldBefore(0);
  await lockPlace(lock, 'terminal', '/dev/pts/3');
  await lockPlace(lock, 'terminal', '/dev/pts/3');
  await lockPlace(lock, 'terminal', '/dev/pts/4');
  expect(new Set(keys).size).toBe(2);
  for (const key of keys) expect(key).toMatch(/^[0-9a-f]{64}$/);
});

test('those who wait to ask another question do not hear how this one ended', async () => {
  const { lock, released } = lockHeldBefore(0);
  const lease = await lockPlace(lock, 'terminal', '/dev/pts/3');
  await lease.release(new Failure('cancelled', 'no MFA code was entered'));
  expect(released).toEqual([undefined]);
});

test('a terminal without a name keeps nobody waiting', async () => {
  const { lock, keys } = lockHeldBefore(0);
  await (await lockPlace(lock, 'terminal', undefined)).release();
  expect(keys).toEqual([]);
});
