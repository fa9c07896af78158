import { defineConfig } from 'vitest/config';
import { conformancePage } from './test/support/conformance-reporter.ts';

export default defineConfig({
  plugins: [conformancePage],
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: 'test/support/build-program.ts',
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
