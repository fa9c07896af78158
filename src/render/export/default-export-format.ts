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
  if (likely) return formatsByShell.get(programName(likely).toLowerCase()) ?? 'env';
  return platform === 'win32' ? windowsFormat(env) : 'env';
}

const formatsByShell: ReadonlyMap<string, ExportFormat> = new Map([
  ['fish', 'fish'],
  ['nu', 'nushell'],
  ['csh', 'csh'],
  ['tcsh', 'csh'],
  ['pwsh', 'powershell'],
  ['powershell', 'powershell'],
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
