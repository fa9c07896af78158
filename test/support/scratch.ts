import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    readonly scratch: Scratch;
  }
}

/** Folders of one run of the tests, whichever of its processes and files fill them. */
export interface Scratch {
  /** For what tests leave behind. */
  readonly folder: string;
  /** For programs that tests make: within the project, so that packages resolve. Not there before there is one. */
  readonly programs: string;
}

/** Vitest's global set-up: what it provides is gone when the last test has ended, failed or not. */
export function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'awsmfa-tests-'));
  // A few tests are somebody else than the one who runs them, and have folders of their own here.
  chmodSync(folder, 0o711);
  const programs = join(project.config.root, 'node_modules/.cache', `awsmfa-tests-${process.pid}`);
  project.provide('scratch', { folder, programs });
  return () => {
    for (const path of [folder, programs]) rmSync(path, { recursive: true, force: true });
  };
}
