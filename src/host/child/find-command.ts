import { accessSync, constants, statSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import type { Environment } from '../../ground/environment.ts';
import { errorCode } from '../../ground/error-code.ts';

/** Whether there is a program of this name, looked for as the system does that will start it. */
export function lookForCommand(
  command: string,
  env: Environment,
  platform: NodeJS.Platform,
): 'found' | 'unusable' | 'missing' {
  const found = placesOf(command, env, platform).map((path) => judge(path, platform));
  return (
    found.find((each) => each === 'found') ?? found.find((each) => each === 'unusable') ?? 'missing'
  );
}

function placesOf(command: string, env: Environment, platform: NodeJS.Platform): readonly string[] {
  if (command === '') return [];
  if (platform === 'win32') return windowsPlaces(command, env);
  if (command.includes('/')) return [command];
  // Without a PATH the C library looks in these two.
  const folders = (env['PATH'] ?? '/bin:/usr/bin').split(':');
  return folders.map((folder) => posix.join(folder || '.', command));
}

/** A name may be given without its ending, and the current folder comes first. */
function windowsPlaces(command: string, env: Environment): readonly string[] {
  const path = Object.entries(env).find(([name]) => name.toUpperCase() === 'PATH')?.[1] ?? '';
  const folders = /[/\\:]/.test(command) ? [''] : ['.', ...path.split(';')];
  const endings = ['', ...(env['PATHEXT'] ?? '.COM;.EXE;.BAT;.CMD').split(';')];
  return folders.flatMap((folder) =>
    endings.map((ending) => win32.join(folder, `${command}${ending}`)),
  );
}

function judge(path: string, platform: NodeJS.Platform): 'found' | 'unusable' | undefined {
  try {
    if (!statSync(path).isFile()) return 'unusable';
    if (platform !== 'win32') accessSync(path, constants.X_OK);
    return 'found';
  } catch (error) {
    return errorCode(error) === 'EACCES' ? 'unusable' : undefined;
  }
}
