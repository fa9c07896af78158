import { describe, expect, test } from 'vitest';
import { chooseShell, startShell } from '../../../src/host/child/user-shell.ts';

describe('the shell', () => {
  test.each([
    ['zsh', { SHELL: '/bin/bash' }, 'linux', 'zsh'],
    ['bash', { SHELL: '/opt/bin/bash' }, 'darwin', '/opt/bin/bash'],
    ['busybox', { SHELL: '/bin/bash' }, 'linux', 'sh'],
    [undefined, { SHELL: '/usr/bin/fish' }, 'linux', '/usr/bin/fish'],
    [undefined, {}, 'linux', 'sh'],
    [
      undefined,
      { COMSPEC: String.raw`C:\Windows\cmd.exe` },
      'win32',
      String.raw`C:\Windows\cmd.exe`,
    ],
    [undefined, {}, 'win32', 'cmd.exe'],
  ] as const)('called from %s with %j on %s is %s', (calling, env, platform, shell) => {
    expect(chooseShell(calling, env, platform)).toBe(shell);
  });
});

describe('its prompt shows the profile', () => {
  test.each([
    ['/bin/dash', {}, { PS1: '(prod) $ ' }],
    ['sh', { PS1: '> ' }, { PS1: '(prod) > ' }],
    [String.raw`C:\Windows\CMD.EXE`, {}, { PROMPT: '(prod) $P$G' }],
    ['cmd.exe', { PROMPT: '$G' }, { PROMPT: '(prod) $G' }],
  ])('of %s with %j', (shell, env, variables) => {
    expect(startShell(shell, 'prod', env)).toEqual({ command: [shell], env: variables });
  });

  test('of bash and zsh by files of the package: where those are missing, as here, they start as ever', () => {
    expect(startShell('/bin/bash', 'prod', {})).toEqual({ command: ['/bin/bash'], env: {} });
    expect(startShell('zsh', 'prod', {})).toEqual({ command: ['zsh'], env: {} });
  });

  test.each(['$(id)', '`id`', 'a b', '%n', 'a\u001b[2J'])('not if it is "%s"', (profile) => {
    expect(startShell('bash', profile, {})).toEqual({ command: ['bash'], env: {} });
  });

  test('not of a shell whose prompt cannot be had from outside', () => {
    expect(startShell('tcsh', 'prod', {})).toEqual({ command: ['tcsh'], env: {} });
  });
});
