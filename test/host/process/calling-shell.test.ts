import { describe, expect, test } from 'vitest';
import { readingShell } from '../../../src/host/process/calling-shell.ts';

describe('the shell that reads what awsmfa prints', () => {
  test.each([
    [['/usr/bin/fish'], 'fish'],
    [['-tcsh'], 'tcsh'],
    [['bash', 'deploy.sh'], 'bash'],
    [['bash', '-c', 'eval "$(awsmfa export prod)"'], 'bash'],
    [['fish', '--no-config', '-c', 'awsmfa export prod | source'], 'fish'],
    [['sh', '-c', '. ./env.sh; terraform apply'], 'sh'],
    [['sh', '-c', 'awsmfa export prod >keys; . ./keys'], 'sh'],
    [['zsh', '-lc', 'source <(awsmfa export prod)'], 'zsh'],
    [['tcsh', '-c', 'eval "`awsmfa export prod`"'], 'tcsh'],
    [['busybox', 'sh'], 'busybox'],
    [['nu'], 'nu'],
    [['pwsh', '-NoProfile'], 'pwsh'],
  ])('%j is one', (argv, name) => {
    expect(readingShell(argv)).toBe(name);
  });

  test.each([
    [[]],
    [['node', '/usr/bin/npx', 'awsmfa', 'export', 'prod']],
    [['sh', '-c', 'awsmfa export prod']],
    [['/bin/sh', '-ec', 'exec /opt/bin/awsmfa export prod --format env']],
    [['sshd']],
    [['fisherman']],
  ])('%j is none', (argv) => {
    expect(readingShell(argv)).toBeUndefined();
  });
});
