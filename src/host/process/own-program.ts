import { join } from 'node:path';

/** The command that starts another program of this package, which was built beside this one. */
export function ownProgram(name: string): readonly string[] {
  return [process.execPath, join(import.meta.dirname, `${name}.cjs`)];
}
