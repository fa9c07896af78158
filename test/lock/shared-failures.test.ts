import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/ground/failure.ts';
import {
  failureOf,
  hold,
  home,
  isWindows,
  key,
  newUser,
  startWaiting,
  useScratchHome,
} from './scratch-home.ts';

useScratchHome();

const cancelled = {
  kind: 'cancelled',
  message: 'no code was typed',
  hints: ['try again'],
} as const;

describe('a failure of the holder', () => {
  test.each(['cancelled', 'refused', 'network'] as const)(
    'is shared with those whose attempt would be the same where it is "%s"',
    async (kind) => {
      const user = newUser();
      await user.acquire(key);
      const waits = await Promise.all([startWaiting(), startWaiting(), startWaiting()]);
      await user.release(key, { ...cancelled, kind });
      for (const { result } of waits) {
        const failure = await failureOf(result);
        expect(failure).toMatchObject({ kind, hints: ['try again'] });
        expect(failure.message).toBe(
          `"terraform" (process ${user.pid}) also tried for this process: no code was typed`,
        );
      }
    },
  );

  test.each(['refused', 'network'] as const)(
    'is not shared with those whose attempt would be another where it is "%s"',
    async (kind) => {
      const user = newUser({ attempt: 'another attempt' });
      await user.acquire(key);
      const { result } = await startWaiting();
      await user.release(key, { ...cancelled, kind });
      expect(await result).toBeUndefined();
    },
  );

  test.each(['refused', 'network'] as const)(
    'is not shared where nobody knows whether the attempt would be the same and it is "%s"',
    async (kind) => {
      const sign = () => Promise.resolve(undefined);
      const lease = await hold(key, { sign });
      const { result } = await startWaiting({ sign });
      await lease.release(new Failure(kind, 'not here'));
      expect(await result).toBeUndefined();
    },
  );

  test('is shared with all who would ask the same question where it is "cancelled"', async () => {
    const user = newUser({ attempt: 'another attempt' });
    await user.acquire(key);
    const { result } = await startWaiting();
    await user.release(key, cancelled);
    expect((await failureOf(result)).kind).toBe('cancelled');
  });

  test('is not shared with those who have a code where it is "cancelled": they ask nobody', async () => {
    const user = newUser();
    await user.acquire(key);
    const { result } = await startWaiting({ hasCode: () => true });
    await user.release(key, cancelled);
    expect(await result).toBeUndefined();
  });

  test.each(['code-unavailable', 'storage', 'configuration', 'usage'] as const)(
    'lets the next one try where it is "%s"',
    async (kind) => {
      const lease = await hold();
      const { result } = await startWaiting();
      await lease.release(new Failure(kind, 'not here'));
      expect(await result).toBeUndefined();
    },
  );

  test('does not touch who comes later', async () => {
    const lease = await hold();
    await lease.release(new Failure('cancelled', 'no code was typed'));
    await (await hold()).release();
  });

  test('names only the nearest holder when it is handed on', async () => {
    const user = newUser();
    await user.acquire(key);
    const first = await startWaiting();
    await user.release(key, cancelled);
    const lease = await hold();
    const second = await startWaiting();
    await lease.release(await failureOf(first.result));
    expect((await failureOf(second.result)).message).toBe(
      `"aws" (process ${process.pid}) also tried for this process: no code was typed`,
    );
  });

  test.skipIf(isWindows)(
    'reaches those it had no time to greet, though it exits at once (a pipe on Windows has no queue)',
    async () => {
      const user = newUser();
      const alarm = join(home, 'alarm');
      await user.acquire(key);
      user.tell({ do: 'sleep, release, exit', key, alarm, failure: cancelled });
      expect(await user.result()).toStrictEqual({ event: 'asleep' });
      const waits = await Promise.all(Array.from({ length: 120 }, () => startWaiting()));
      expect(waits[0]?.holder).toStrictEqual({ pid: user.pid, silent: true });
      writeFileSync(alarm, '');
      for (const { result } of waits) expect((await failureOf(result)).kind).toBe('cancelled');
    },
  );
});
