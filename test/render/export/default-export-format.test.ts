import { describe, expect, test } from 'vitest';
import {
  defaultExportFormat,
  formatOfShell,
} from '../../../src/render/export/default-export-format.ts';

const machineModules =
  'C:\\Program Files\\WindowsPowerShell\\Modules;C:\\Windows\\system32\\WindowsPowerShell\\v1.0\\Modules;' +
  'C:\\Program Files (x86)\\Microsoft SQL Server\\130\\Tools\\PowerShell\\Modules\\';

describe('defaultExportFormat', () => {
  test.each([
    ['/usr/bin/fish', 'fish'],
    ['/opt/homebrew/bin/nu', 'nushell'],
    ['/usr/local/bin/pwsh', 'powershell'],
    ['/bin/tcsh', 'csh'],
    ['/bin/csh', 'csh'],
    ['/bin/bash', 'env'],
    ['/bin/zsh', 'env'],
    ['/opt/odd/constructor', 'env'],
    ['/opt/odd/fi.exesh', 'env'],
    ['', 'env'],
  ])('is the format for SHELL=%s', (shell, format) => {
    expect(defaultExportFormat(undefined, 'linux', { SHELL: shell })).toBe(format);
  });

  test.each([
    ['bash', '/usr/bin/fish', 'env'],
    ['fish', '/bin/bash', 'fish'],
    ['tcsh', undefined, 'csh'],
    ['powershell.exe', undefined, 'powershell'],
  ])('believes the shell that runs, %s, rather than SHELL=%s', (shell, SHELL, format) => {
    expect(defaultExportFormat(shell, 'linux', { SHELL })).toBe(format);
  });

  test('is env where there is no SHELL', () => {
    expect(defaultExportFormat(undefined, 'darwin', {})).toBe('env');
  });

  test('is powershell on Windows where PowerShell has added the folder of the user', () => {
    const folders = `C:\\Users\\me\\Documents\\PowerShell\\Modules;${machineModules}`;
    expect(defaultExportFormat(undefined, 'win32', { PSModulePath: folders })).toBe('powershell');
  });

  test('is windows-cmd on Windows where only the machine has set PSModulePath', () => {
    expect(defaultExportFormat(undefined, 'win32', { PSModulePath: machineModules })).toBe(
      'windows-cmd',
    );
    expect(defaultExportFormat(undefined, 'win32', {})).toBe('windows-cmd');
    const below = String.raw`C:\Users\me\Documents\PowerShell\Modules\One`;
    expect(defaultExportFormat(undefined, 'win32', { PSModulePath: below })).toBe('windows-cmd');
  });

  test.each([
    ['/usr/bin/bash', 'env'],
    ['C:\\Program Files\\nu\\bin\\NU.EXE', 'nushell'],
  ])('believes SHELL=%s on Windows', (shell, format) => {
    const env = { SHELL: shell, PSModulePath: machineModules };
    expect(defaultExportFormat(undefined, 'win32', env)).toBe(format);
  });
});

test.each(['sh', 'bash', 'zsh', 'ksh', 'dash'])('%s reads env', (shell) => {
  expect(formatOfShell(shell)).toBe('env');
});

test('a shell is known however it is written, and others have no format', () => {
  expect(formatOfShell('FISH')).toBe('fish');
  expect(formatOfShell('elvish')).toBeUndefined();
});
