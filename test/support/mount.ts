import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const isRoot = process.getuid?.() === 0;

/** Whether a test may give a folder a file system of its own: for root, and not in every container. */
export const canMount = isRoot && process.platform === 'linux' && succeeds(tryToMount);

/** Gives a folder, which is made, an empty file system of its own. Answers how to take it away again. */
export function mountTmpfs(folder: string, options: string): () => void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'none', folder], { stdio: 'pipe' });
  return () => execFileSync('umount', ['--lazy', folder]);
}

export function remount(folder: string, mode: 'ro' | 'rw'): void {
  execFileSync('mount', ['-o', `remount,${mode}`, folder]);
}

export function succeeds(action: () => unknown): boolean {
  try {
    action();
    return true;
  } catch {
    return false;
  }
}

function tryToMount(): void {
  const folder = mkdtempSync(join(tmpdir(), 'awsmfa-mount-'));
  try {
    mountTmpfs(folder, 'size=4k')();
  } finally {
    rmdirSync(folder);
  }
}
