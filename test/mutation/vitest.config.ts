import { defineConfig } from 'vitest/config';

/** For `mutate.js`: the tests of one room. */
export default defineConfig({
  test: {
    include: [`test/${process.env['AWSMFA_MUTATED_ROOM'] ?? ''}/**/*.test.ts`],
    setupFiles: 'test/mutation/set-up.ts',
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
