import { describe, expect, test } from 'vitest';
import { defaultExportFormat } from '../../../src/render/export/default-export-format.ts';

const machineModules =
  'C:\\Program Files\\WindowsPowerShell\\Modules;C:\\Windows\\system32\\WindowsPowerShell\\v1.0\\Modules;' +
  'C:\\Program Files (x86)\\Microsoft SQL Server\\130\\Tools\\PowerShell\\Modules\\';

describe('defaultExportFormat', () => {
  test.each([
    ['/usr/bin/fish', 'fish'],
    ['/opt/homebrew/bin/nu', 'nushell'],
    ['/usr/local/bin/pwsh', 'powershell'],
    ['/bin/bash', 'env'],
    ['/bin/zsh', 'env'],
    ['/opt/odd/constructor', 'env'],
    ['', 'env'],
  ])('takes the format for SHELL=%s', (shell, format) => {
    expect(defaultExportFormat('linux', { SHELL: shell })).toBe(format);
  });

  test('takes env where there is no SHELL', () => {
    expect(defaultExportFormat('darwin', {})).toBe('env');
  });

  test('takes powershell on Windows where PowerShell has added the folder of the user', () => {
    const folders = `C:\\Users\\me\\Documents\\PowerShell\\Modules;${machineModules}`;
    expect(defaultExportFormat('win32', { PSModulePath: folders })).toBe('powershell');
  });

  test('takes windows-cmd on Windows where only the machine has set PSModulePath', () => {
    expect(defaultExportFormat('win32', { PSModulePath: machineModules })).toBe('windows-cmd');
    expect(defaultExportFormat('win32', {})).toBe('windows-cmd');
  });

  test.each([
    ['/usr/bin/bash', 'env'],
    ['C:\\Program Files\\nu\\bin\\NU.EXE', 'nushell'],
  ])('believes SHELL=%s on Windows', (shell, format) => {
    const env = { SHELL: shell, PSModulePath: machineModules };
    expect(defaultExportFormat('win32', env)).toBe(format);
  });
});
