import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rolldown, type RolldownOptions } from 'rolldown';
import { loadConfig } from 'rolldown/config';
import type { TestProject } from 'vitest/node';
import { projectRoot } from './bundle.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Why the program could not be built; undefined where it was. */
    readonly buildFailure: string | undefined;
  }
}

/**
 * Vitest's global set-up: builds the program as `npm run build` does, so that no test runs a stale one.
 *
 * What is up to date is left alone, and nothing is deleted: a test run in another terminal may be using it. A program
 * that cannot be built fails the tests that run it, and no other.
 */
export async function setup(project: TestProject): Promise<void> {
  const build = async () => project.provide('buildFailure', await buildProgram().catch(String));
  await build();
  project.onTestsRerun(build);
}

async function buildProgram(): Promise<undefined> {
  const options = await programOptions();
  const output = [options.output].flat()[0] ?? {};
  const bundle = await rolldown({ ...options, cwd: projectRoot, logLevel: 'warn' });
  const { output: files } = await bundle.generate(output);
  await bundle.close();
  // The entry comes last: it names the others.
  const entryLast = files.toSorted((a, b) => Number(isEntry(a)) - Number(isEntry(b)));
  for (const file of entryLast) {
    const text = file.type === 'chunk' ? file.code : file.source;
    replace(join(projectRoot, output.dir ?? 'dist', file.fileName), Buffer.from(text));
  }
}

/** The configuration may build other programs, too: the demo's. */
async function programOptions(): Promise<RolldownOptions> {
  const config = await loadConfig(join(projectRoot, 'rolldown.config.js'));
  if (typeof config === 'function') throw new Error('rolldown.config.js is not an object');
  const all = [config].flat();
  const program = all.find(({ output }) => [output].flat()[0]?.dir === 'dist');
  if (program === undefined) throw new Error('rolldown.config.js builds nothing into dist');
  return program;
}

function isEntry(file: { readonly type: string; readonly isEntry?: boolean }): boolean {
  return file.isEntry === true;
}

function replace(path: string, content: Buffer): void {
  if (existsSync(path) && readFileSync(path).equals(content)) return;
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}`;
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}
