import { posix, win32 } from 'node:path';

import { Failure } from '../../ground/failure.ts';
import type { Environment } from '../../ground/environment.ts';

/** Where the two configuration files are. Either may be missing. */
export interface ConfigFiles {
  readonly config: string;
  readonly credentials: string;
}

/**
 * Where the AWS SDKs look for the two files: `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE`, a leading
 * `~/` expanded, else in the `.aws` folder of the home directory.
 *
 * @param home what the system says, for where the environment has none
 * @throws Failure of kind `configuration` where a home directory is needed and none is known
 */
export function locateConfigFiles(
  env: Environment,
  home: string | undefined,
  platform: NodeJS.Platform,
): ConfigFiles {
  const folder = homeFolder(env, platform) ?? home;
  const locate = (variable: string, path: string) =>
    expandHome(filled(env[variable]) ?? path, folder, platform, variable);
  return {
    config: locate('AWS_CONFIG_FILE', '~/.aws/config'),
    credentials: locate('AWS_SHARED_CREDENTIALS_FILE', '~/.aws/credentials'),
  };
}

function homeFolder(env: Environment, platform: NodeJS.Platform): string | undefined {
  const home = filled(env['HOME']);
  if (home !== undefined || platform !== 'win32') return home;
  return (
    filled(env['USERPROFILE']) ?? driveAndPath(filled(env['HOMEDRIVE']), filled(env['HOMEPATH']))
  );
}

function driveAndPath(drive: string | undefined, path: string | undefined): string | undefined {
  return drive === undefined || path === undefined ? undefined : drive + path;
}

function expandHome(
  path: string,
  home: string | undefined,
  platform: NodeJS.Platform,
  variable: string,
): string {
  if (!path.startsWith('~/') && !(platform === 'win32' && path.startsWith('~\\'))) return path;
  if (home === undefined) throw noHome(path, variable);
  return (platform === 'win32' ? win32 : posix).join(home, path.slice(2));
}

/** An empty variable counts as unset, as it does in the AWS CLI. */
function filled(value: string | undefined): string | undefined {
  return value === '' ? undefined : value;
}

function noHome(path: string, variable: string): Failure {
  return new Failure('configuration', `no home directory is known, so "${path}" cannot be found`, [
    `set \`HOME\`, or set \`${variable}\` to an absolute path`,
  ]);
}
