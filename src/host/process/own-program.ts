import { realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** How to start a program of our own: it is built beside this one, or, where everything is one file, inside it. */
export function ownProgram(name: string): readonly string[] {
  return isStandalone()
    ? [process.execPath, name]
    : [process.execPath, join(import.meta.dirname, `${name}.cjs`)];
}

/** Whether this is the single file, the only form of awsmfa that runs on Bun: see `standalone`. */
export function isStandalone(): boolean {
  return process.versions['bun'] !== undefined;
}

/**
 * The absolute paths that start this very program: Node and the script, or the single file. Of several names of one
 * file, the one that stays when Node or awsmfa is updated.
 *
 * @param home undefined where there is none
 */
export function findLastingProgram(home: string | undefined): readonly string[] {
  const [node, script = ''] = [process.execPath, process.argv[1]];
  if (isStandalone()) return [lastingName(node, home) ?? node];
  const named = resolve(script);
  return [
    lastingName(node, home) ?? node,
    lastingName(named, home) ?? (isPassing(named) ? realpathSync(named) : named),
  ];
}

/** Whether npm may empty the folder that a program is run from: `npx awsmfa` has no other. */
export function isInNpxCache(program: readonly string[]): boolean {
  return program.some((path) => /[/\\]_npx[/\\]/.test(path));
}

/** In one of the folders whose links follow an update, a link to this very file. */
function lastingName(file: string, home: string | undefined): string | undefined {
  const target = realPath(file);
  const name = basename(file).replace(/\.cjs$/, '');
  const folders = [
    ...lastingFolders,
    ...(home === undefined ? [] : ownFolders.map((each) => join(home, each))),
  ];
  return folders
    .map((folder) => join(folder, name))
    .find((path) => target !== undefined && realPath(path) === target);
}

/** Of packages, Homebrew, MacPorts, Linuxbrew, Nix. */
const lastingFolders = [
  '/usr/bin',
  '/usr/local/bin',
  '/opt/homebrew/bin',
  '/opt/local/bin',
  '/home/linuxbrew/.linuxbrew/bin',
  '/run/current-system/sw/bin',
];

/** Of nvm with its link to the current version, fnm's default, Nix. */
const ownFolders = ['.nvm/current/bin', '.local/share/fnm/aliases/default/bin', '.nix-profile/bin'];

function realPath(file: string): string | undefined {
  try {
    return realpathSync(file);
  } catch {
    return undefined;
  }
}

/** fnm makes a folder for each shell, and it goes with it. */
function isPassing(file: string): boolean {
  return /[/\\]fnm_multishells[/\\]/.test(dirname(file));
}
