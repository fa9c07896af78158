import { availableParallelism } from 'node:os';
import { configDefaults, defineConfig } from 'vitest/config';
import { conformancePage } from './test/support/conformance-reporter.ts';

/**
 * What `npm run test:hard` runs: it takes minutes. AWSMFA_HARD has any value where it is wanted, `full` for all of it.
 */
const hard = ['test/hard/**', 'test/demo/**'];

/** Where a report for programs goes, beside the one for people. */
const report = process.env['AWSMFA_TEST_REPORT'];

export default defineConfig({
  plugins: [conformancePage],
  test: {
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    include: ['test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(process.env['AWSMFA_HARD'] ? [] : hard)],
    globalSetup: ['test/support/build-program.ts', 'test/support/scratch.ts'],
    // Most of the time a test waits for a process of its own; modules have no state that a file could leave behind, but
    // idle connections.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    isolate: false,
    // No test waits for a while: this is for what hangs, on a machine that has other work besides.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
