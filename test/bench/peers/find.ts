import { spawnSync } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import type { Found } from './peer.ts';

/** Where `npm run bench:peers` installs those that PyPI has. */
const own = resolve('node_modules/.cache/bench/peers/bin');

/**
 * The first program of this name that says its version so: group 1 of the pattern. Where `npm run bench:peers` has put
 * one, that one; otherwise as the PATH has it.
 *
 * @param ask the command that makes it say so, behind the program's file
 */
export function findProgram(
  name: string,
  version: RegExp,
  ask: (file: string) => readonly string[] = (file) => [file, '--version'],
): Found | undefined {
  for (const file of filesOf(name)) {
    const [command = '', ...args] = ask(file);
    const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', input: '' });
    const said = version.exec(`${stdout}${stderr}`)?.[1];
    if (said !== undefined) return { version: said, file, start: [file] };
  }
  return undefined;
}

function filesOf(name: string): readonly string[] {
  const folders = [own, ...(process.env['PATH'] ?? '').split(delimiter)];
  // A version manager's shim is a shell script that costs more than what is measured.
  const files = folders.filter((folder) => !folder.endsWith('/shims')).map((at) => join(at, name));
  const there = files.filter((file) => existsSync(file));
  return [...new Map(there.map((file) => [realpathSync(file), file])).values()];
}
