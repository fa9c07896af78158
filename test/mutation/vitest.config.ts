import { defineConfig } from 'vitest/config';

const room = process.env['AWSMFA_MUTATED_ROOM'] ?? '';
/** Rooms whose tests set what only a whole process has: Stryker runs tests in threads, which is faster. */
const withUmask = ['lock', 'disk', 'store'];

/** For `mutate.js`: the tests of one room. */
export default defineConfig({
  plugins: [
    {
      name: 'processes',
      configureVitest({ project }) {
        if (withUmask.includes(room)) project.config.pool = 'forks';
      },
    },
  ],
  test: {
    include: [`test/${room}/**/*.test.ts`],
    globalSetup: 'test/support/scratch.ts',
    setupFiles: 'test/mutation/set-up.ts',
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
