import { existsSync } from 'node:fs';
import spawn from 'cross-spawn';
import type { Environment } from '../../ground/environment.ts';
import { lookForCommand } from './find-command.ts';

/**
 * The program that opens a URL in the person's browser; undefined where there is no desktop, or no such program.
 */
export function findOpener(
  env: Environment,
  platform: NodeJS.Platform,
): readonly string[] | undefined {
  if (platform === 'darwin') return ['open'];
  // Unlike `start`, it takes `&` for what it is.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  const hasDesktop = env['DISPLAY'] || env['WAYLAND_DISPLAY'] || isWsl(env);
  const openers = isWsl(env) ? ['wslview', 'xdg-open'] : ['xdg-open'];
  const found = openers.find((name) => lookForCommand(name, env, platform) === 'found');
  return hasDesktop && found !== undefined ? [found] : undefined;
}

/** Linux inside of Windows, whose browser it is. */
function isWsl(env: Environment): boolean {
  return Boolean(env['WSL_DISTRO_NAME']) || existsSync('/proc/sys/fs/binfmt_misc/WSLInterop');
}

/** Opens a URL. Resolves to whether that seems to have worked: an opener may live as long as the browser does. */
export function openUrl(
  [command = '', ...words]: readonly string[],
  url: string,
  env: Environment,
): Promise<boolean> {
  return new Promise((resolve) => {
    const { AWSMFA_TOKEN_CODE: _code, ...others } = env;
    const child = spawn(command, [...words, url], { env: others, detached: true, stdio: 'ignore' });
    const timer = setTimeout(() => resolve(true), patienceMs);
    const end = (isOpened: boolean) => {
      clearTimeout(timer);
      resolve(isOpened);
    };
    child.on('error', () => end(false));
    child.on('exit', (status) => end(status === 0));
    child.unref();
  });
}

/** What finds no browser says so sooner. */
const patienceMs = 3_000;
