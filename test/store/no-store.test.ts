import { expect, test } from 'vitest';
import { createNoStore } from '../../src/store/no-store.ts';
import { exampleSession, keyA } from './session-store.contract.ts';

test('without a cache nothing is kept, and nothing complains', () => {
  const store = createNoStore();
  store.put(keyA, exampleSession());
  expect(store.get(keyA)).toBeUndefined();
  expect(store.list()).toStrictEqual([]);
  expect(store.remove(keyA)).toBe(false);
  expect(store.clear()).toBe(0);
});
