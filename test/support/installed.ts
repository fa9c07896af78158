import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Every program of this name on the PATH, each once: the same may be there under several paths. */
export function installed(program: string): readonly string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const files = folders.map((folder) => join(folder, program)).filter((file) => existsSync(file));
  const byRealPath = new Map(files.map((file) => [realpathSync(file), file]));
  return [...byRealPath.values()];
}
