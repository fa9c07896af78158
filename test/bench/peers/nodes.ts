import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A line of Node, from its package, which is installed when it is first asked for. */
export function nodeOf(major: number): { readonly name: string; readonly file: string } {
  const folder = resolve('node_modules/.cache/bench', `node-${major}`);
  const file = join(folder, 'node_modules/node/bin/node');
  if (!existsSync(file)) {
    const spec = `node@npm:node-${process.platform}-${process.arch}@${major}`;
    const quiet = ['--no-save', '--no-audit', '--no-fund', '--prefix', folder];
    execFileSync('npm', ['install', ...quiet, spec], { stdio: 'ignore' });
  }
  const version = execFileSync(file, ['--version'], { encoding: 'utf8' }).trim();
  return { name: `Node ${version.slice(1)}`, file };
}
