import { defineConfig } from 'vitest/config';

const room = process.env['AWSMFA_MUTATED_ROOM'] ?? '';
/** Rooms whose tests set what only a whole process has, as its user: Stryker runs tests in threads, which is faster. */
const withUmask = ['config', 'lock', 'disk', 'store'];

/** Tests that start a process for each input, or measure the time of large ones: seconds for every change. */
const slow = [
  'test/render/export/shells.test.ts',
  'test/config/scale.test.ts',
  'test/config/dialect/headers-botocore.test.ts',
  'test/lock/processes/**',
  'test/store/racing-writers.test.ts',
];

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
    exclude: slow,
    // One thread for all files: starting one for each would be most of the time.
    isolate: false,
    // The same few made-up inputs for every change.
    env: { AWSMFA_FUZZ_RUNS: '100' },
    globalSetup: 'test/support/scratch.ts',
    setupFiles: 'test/mutation/set-up.ts',
    // Some changes make a test wait for ever.
    testTimeout: 10_000,
    hookTimeout: 10_000,
  },
});
