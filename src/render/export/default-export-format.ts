import type { Environment } from '../../ground/environment.ts';
import { programName } from '../../ground/program-name.ts';
import type { ExportFormat } from './export.ts';

/**
 * The format for the shell that will read the statements.
 *
 * @param shell the one that started awsmfa; undefined where that is not known, and the user's own is the best guess
 */
export function defaultExportFormat(
  shell: string | undefined,
  platform: NodeJS.Platform,
  env: Environment,
): ExportFormat {
  const likely = shell ?? env['SHELL'];
  if (likely) return formatOfShell(programName(likely)) ?? 'env';
  return platform === 'win32' ? windowsFormat(env) : 'env';
}

/** The format that a shell of this name reads; undefined where no such shell is known. */
export function formatOfShell(name: string): ExportFormat | undefined {
  return formatsByShell.get(name.toLowerCase());
}

const formatsByShell: ReadonlyMap<string, ExportFormat> = new Map<string, ExportFormat>([
  ['fish', 'fish'],
  ['nu', 'nushell'],
  ['csh', 'csh'],
  ['tcsh', 'csh'],
  ['pwsh', 'powershell'],
  ['powershell', 'powershell'],
  ...['sh', 'bash', 'zsh', 'ksh', 'dash'].map((name) => [name, 'env'] as const),
]);

/**
 * Windows sets PSModulePath for every program, with the machine's folders in it; PowerShell, when it starts, adds the
 * user's own (`…\Documents\PowerShell\Modules`), and what runs in a plain cmd does not have that.
 */
function windowsFormat(env: Environment): ExportFormat {
  const folders = (env['PSModulePath'] ?? '').split(';');
  return folders.some((folder) => userModules.test(folder)) ? 'powershell' : 'windows-cmd';
}

const userModules = /^(?!.*\\Program Files).*\\(Windows)?PowerShell\\Modules\\?$/i;
