import { expect, test } from 'vitest';
import { createNoStore } from '../../src/store/no-store.ts';
import { homelessFailure } from '../../src/store/storage-failure.ts';
import { exampleSession, keyA } from './session-store.contract.ts';

test('without a cache nothing is kept, and nothing complains', () => {
  const store = createNoStore();
  store.put(keyA, exampleSession());
  expect(store.get(keyA)).toBeUndefined();
  expect(store.remove(keyA)).toBe(false);
  expect(store.clear()).toBe(0);
  expect(store.obstacle()).toBeUndefined();
});

test('where there is no home, that is the obstacle', () => {
  const store = createNoStore(homelessFailure());
  expect(store.obstacle()).toMatchObject({
    kind: 'storage',
    message: 'cannot keep sessions: there is no home folder',
    hints: ['set `HOME`, or set `AWSMFA_HOME` to a folder of your own'],
  });
});
