import { describe, expect, test } from 'vitest';
import { Failure, type FailureKind } from '../../src/ground/failure.ts';
import { failureOf, hold, key, startWaiting, useScratchHome } from './scratch-home.ts';

useScratchHome();

const noCode = (kind: FailureKind) => new Failure(kind, 'no code was typed', ['try again']);

/** Holds the lock as another process would, which makes this attempt. */
function holdAs(attempt = 'the same attempt') {
  return hold(key, {
    self: { pid: 4711, program: 'terraform' },
    sign: (text) => Promise.resolve(`${attempt}: ${text}`),
  });
}

describe('a failure of the holder', () => {
  test.each(['cancelled', 'refused', 'network'] as const)(
    'is shared with those whose attempt would be the same where it is "%s"',
    async (kind) => {
      const lease = await holdAs();
      const waits = await Promise.all([startWaiting(), startWaiting(), startWaiting()]);
      await lease.release(noCode(kind));
      for (const { result } of waits) {
        const failure = await failureOf(result);
        expect(failure).toMatchObject({ kind, hints: ['try again'] });
        expect(failure.message).toBe(
          '"terraform" (process 4711) also tried for this process: no code was typed',
        );
      }
    },
  );

  test.each(['refused', 'network'] as const)(
    'is not shared with those whose attempt would be another where it is "%s"',
    async (kind) => {
      const lease = await holdAs('another attempt');
      const { result } = await startWaiting();
      await lease.release(noCode(kind));
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
    const lease = await holdAs('another attempt');
    const { result } = await startWaiting();
    await lease.release(noCode('cancelled'));
    expect((await failureOf(result)).kind).toBe('cancelled');
  });

  test('is not shared with those who have a code where it is "cancelled": they ask nobody', async () => {
    const lease = await holdAs();
    const { result } = await startWaiting({ hasCode: () => true });
    await lease.release(noCode('cancelled'));
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
    const lease = await holdAs();
    const first = await startWaiting();
    await lease.release(noCode('cancelled'));
    const next = await hold();
    const second = await startWaiting();
    await next.release(await failureOf(first.result));
    expect((await failureOf(second.result)).message).toBe(
      `"aws" (process ${process.pid}) also tried for this process: no code was typed`,
    );
  });
});
