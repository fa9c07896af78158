import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'rolldown';

/** The project's root. */
export const projectRoot = join(import.meta.dirname, '../..');

export interface Bundle {
  /** A program for `node`, in CommonJS as the built one is. */
  readonly file: string;
  remove(): void;
}

/**
 * Makes a program of a fixture, since Node 20 does not run TypeScript. It lies within the project, so that packages
 * resolve, and under a name of this process, so that test files do not overwrite each other's.
 *
 * @param name of a file in test/support/fixtures, without `.ts`
 */
export async function bundleFixture(name: string): Promise<Bundle> {
  const folder = join(projectRoot, 'node_modules/.cache/awsmfa-tests', `${name}-${process.pid}`);
  const file = join(folder, `${name}.cjs`);
  await build({
    input: join(projectRoot, 'test/support/fixtures', `${name}.ts`),
    platform: 'node',
    external: ['prompts'],
    output: { file, format: 'cjs' },
    logLevel: 'warn',
  });
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
