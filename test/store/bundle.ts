import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'rolldown';
import { afterAll } from 'vitest';

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Bundles a fixture into one CommonJS file that every supported Node can run, and returns its path. */
export async function bundleFixture(name: string): Promise<string> {
  const file = join(newFolder(), `${name}.cjs`);
  await build({
    input: join(import.meta.dirname, 'fixtures', `${name}.ts`),
    platform: 'node',
    logLevel: 'warn',
    output: { file, format: 'cjs', codeSplitting: false },
  });
  return file;
}

/** A new, empty, private folder, which is removed after the tests of the file. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'awsmfa-store-'));
  folders.push(folder);
  return folder;
}
