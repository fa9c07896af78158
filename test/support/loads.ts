import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Home, isStandalone, type Variables } from './awsmfa.ts';
import { projectRoot } from './bundle.ts';
import type { Ended } from './ended.ts';

const hook = join(projectRoot, 'test/support/hooks/loads.cjs');

/**
 * Runs awsmfa, and sees what it loads by `require` and `import`: files by their path in the project, built-in modules
 * by name. Of the single file, which has all of them inside, nothing is to be seen.
 */
export async function withLoads(
  home: Home,
  args: readonly string[],
  more: Variables = {},
): Promise<{ readonly ended: Ended; readonly loads: readonly string[] }> {
  const file = home.path('loads.json');
  const env = { ...more, NODE_OPTIONS: `--require=${hook}`, AWSMFA_TEST_LOADS: file };
  const ended = await home.run(args, { env });
  if (isStandalone) return { ended, loads: [] };
  const loaded = JSON.parse(readFileSync(file, 'utf8')) as string[];
  const names = loaded.map((name) =>
    name.startsWith('/') ? relative(projectRoot, name) : name.replace(/^(?!node:)/, 'node:'),
  );
  return { ended, loads: [...new Set(names)].toSorted() };
}
