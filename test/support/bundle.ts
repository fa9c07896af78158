import { join } from 'node:path';
import { build } from 'rolldown';
import { inject } from 'vitest';

/** The project's root. */
export const projectRoot = join(import.meta.dirname, '../..');

export interface Bundle {
  /** A program for `node`, in CommonJS as the built one is. */
  readonly file: string;
}

/**
 * Makes a program of a fixture, since Node 20 does not run TypeScript. It is removed when all tests have ended. Each
 * process makes its own.
 *
 * @param name of a file in test/support/fixtures, without `.ts`
 */
export async function bundleFixture(name: string): Promise<Bundle> {
  const file = join(inject('scratch').programs, String(process.pid), `${name}.cjs`);
  await build({
    input: join(projectRoot, 'test/support/fixtures', `${name}.ts`),
    platform: 'node',
    external: ['prompts'],
    output: { file, format: 'cjs' },
    logLevel: 'warn',
  });
  return { file };
}
