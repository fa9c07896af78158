import type { Environment } from '../../ground/environment.ts';

/**
 * The shell to start for a person: the one they typed into, else their login shell, else the platform's.
 *
 * @param calling its name, where it is known
 */
export function userShell(
  calling: string | undefined,
  env: Environment,
  platform: NodeJS.Platform,
): string {
  const own = env['SHELL'];
  if (calling !== undefined && own?.split('/').at(-1) !== calling) return calling;
  if (own) return own;
  return platform === 'win32' ? (env['COMSPEC'] ?? 'cmd.exe') : 'sh';
}
