import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from './new-folder.ts';

/**
 * A program in the place of one that makes codes, in a folder of its own: no code may lie in a home.
 *
 * @param script of `sh`; in it, `next_code` prints the next of the codes and a line feed
 * @returns its path
 */
export function codeProgram(
  script: string,
  codes: readonly string[] = [],
  name = 'get-code',
): string {
  const folder = newFolder();
  const file = join(folder, name);
  writeFileSync(join(folder, 'codes'), codes.map((code) => `${code}\n`).join(''));
  const next = `next_code() { sed -n 1p '${folder}/codes'; sed -i 1d '${folder}/codes'; }`;
  writeFileSync(file, `#!/bin/sh\n${next}\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}
