import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createBudget } from '../../../src/aws/client/budget.ts';

const never = () => new Promise<never>(() => undefined);

test('a call that takes its time is worth waiting for', async () => {
  expect(await createBudget(5_000).spend(() => Promise.resolve('answer'))).toBe('answer');
});

test('a call that does not listen to the signal is left behind when the time is over', async () => {
  await expect(createBudget(20).spend(never)).rejects.toMatchObject({ name: 'TimeoutError' });
});

test('time that one call used is not left for the next', async () => {
  const budget = createBudget(500);
  await expect(budget.spend(never)).rejects.toMatchObject({ name: 'TimeoutError' });
  const second = budget.spend(never).catch((error: unknown) => error);
  expect(await Promise.race([second, setTimeout(400, 'waits')])).toMatchObject({
    name: 'TimeoutError',
  });
});

test('what was waited for others is missing, too, but not all of it', async () => {
  const waited = createBudget(40_000, () => 39_999);
  const signal = await waited.spend((given) => Promise.resolve(given));
  expect(signal.aborted).toBe(false);
  const short = createBudget(20, () => 1_000_000);
  await expect(short.spend(never)).rejects.toMatchObject({ name: 'TimeoutError' });
});
