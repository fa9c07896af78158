import { delimiter, isAbsolute, join } from 'node:path';
import type { Surroundings } from './surroundings.ts';

/** Whether a program can be started; on Windows, where names have endings, only a path is looked at. */
export function isThere(program: string, surroundings: Surroundings): boolean {
  const { disk, env, platform } = surroundings;
  if (isAbsolute(program)) return disk.stat(program) !== undefined;
  return platform === 'win32' || findOnPath(program, env['PATH'], surroundings) !== undefined;
}

/** The first program of this name in the folders of a `PATH`. */
export function findOnPath(
  name: string,
  path: string | undefined,
  { disk }: Pick<Surroundings, 'disk'>,
): string | undefined {
  const files = (path ?? '').split(delimiter).map((folder) => join(folder, name));
  return files.find((file) => {
    const stat = disk.stat(file);
    return stat?.kind === 'file' && (stat.mode & 0o111) !== 0;
  });
}

/** Why a program cannot be started. */
export function describeMissing(program: string): string {
  return isAbsolute(program) ? 'does not exist' : 'is not on the `PATH`';
}

/**
 * Whether a word is a path from wherever the tool runs, or is no program unless a shell reads it: `~/x`, `$X`, `X=1`.
 */
export function isElsewhere(word: string): boolean {
  return /^(?:[~$]|\w+=)/.test(word) || (/[/\\]/.test(word) && !isAbsolute(word));
}
