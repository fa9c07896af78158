import { statSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { testIn } from '../support/awsmfa.ts';
import { fiveAccounts, fiveProfiles, jane, keySection, phone } from '../support/five-accounts.ts';
import { installed } from '../support/installed.ts';

const test = testIn(fiveAccounts);

const posix = 'eval "$(awsmfa export nobody)" && echo deployed; echo alive';

/** What people write to deploy with what an export set, in each shell; and SHELL, which names another shell. */
const deployments = [
  { program: 'bash', options: ['--norc', '--noprofile', '-c'], script: posix },
  { program: 'bash', options: ['--norc', '--noprofile', '-ec'], script: posix },
  { program: 'bash', options: ['--norc', '--noprofile', '-ic'], script: posix },
  { program: 'dash', options: ['-c'], script: posix },
  { program: 'dash', options: ['-ec'], script: posix },
  { program: 'mksh', options: ['-ec'], script: posix },
  { program: 'busybox', options: ['sh', '-ec'], script: posix },
  { program: 'zsh', options: ['-fc'], script: posix },
  { program: 'zsh', options: ['-f', '-ec'], script: posix },
  {
    program: 'fish',
    options: ['--no-config', '-c'],
    script: 'awsmfa export nobody | source; and echo deployed; echo alive',
  },
  {
    program: 'tcsh',
    options: ['-f', '-c'],
    script: 'eval "`awsmfa export nobody`" && echo deployed; echo alive',
  },
  {
    program: 'nu',
    options: ['--no-config-file', '-c'],
    script:
      'awsmfa export nobody | save export.nu; try { nu -n -c "source export.nu; print deployed" }; print alive',
  },
  {
    program: 'pwsh',
    options: ['-NoProfile', '-NonInteractive', '-Command'],
    script: 'try { awsmfa export nobody | Invoke-Expression; "deployed" } catch { "alive" }',
  },
] as const;

describe('after an export that failed', () => {
  for (const { program, options, script } of deployments) {
    const isAbsent = installed(program).length === 0;
    const note = isAbsent ? ` (skipped: ${program} is not installed here)` : '';
    const SHELL = program === 'fish' ? '/bin/bash' : '/usr/bin/fish';

    test.skipIf(isAbsent)(
      `\`${program} ${options.join(' ')}\` deploys nothing, and lives on${note}`,
      async ({ home }) => {
        home.config(fiveProfiles);
        const ended = await home.runProgram([program, ...options, script], { env: { SHELL } });
        expect(ended.stdout.trim()).toBe('alive');
        expect(ended.stderr).toContain('awsmfa: error: there is no profile "nobody"');
      },
    );
  }

  test('a script under `set -e` ends there', async ({ home }) => {
    home.config(fiveProfiles);
    const script = 'set -e; eval "$(awsmfa export nobody)"; echo deployed';
    expect(await home.runProgram(['sh', '-c', script])).toMatchObject({ status: 1, stdout: '' });
  });
});

describe('what a failed export prints', () => {
  test.for([
    [['export', 'nobody'], 3, 'false\n'],
    [['export', 'nobody', '--format', 'env-no-export'], 3, 'false\n'],
    [['export', 'nobody', '--format=csh'], 3, 'false;\n'],
    [['export', 'nobody', '--format', 'fish', '--format', 'csh'], 3, 'false;\n'],
    [['export', 'nobody', '--format', 'powershell'], 3, "throw 'awsmfa export failed'\n"],
    [['export', 'nobody', '--format', 'windows-cmd'], 3, 'cmd /d /c exit 1\n'],
    [['export', '--no-such-option', '--format', 'csh'], 2, 'false;\n'],
    [['export', '--format', 'json', 'nobody', '--', '--format', 'csh'], 2, ''],
    [['export', '--format', 'no-such-format'], 2, 'false\n'],
    [['export', '--format'], 2, 'false\n'],
    [['export', 'nobody', '--format', 'json'], 3, ''],
    [['export', 'nobody', '--format', 'process'], 3, ''],
    [['export', 'nobody', '--format', 'dotenv'], 3, ''],
    [['export', '--unset', '--format', 'json'], 2, ''],
    [['exprot', 'prod'], 2, 'false\n'],
    [['exprot', 'prod', '--format', 'fish'], 2, 'false\n'],
    [['--debug', 'export', 'prod', '--format', 'csh'], 2, 'false;\n'],
    [[], 2, 'false\n'],
    [['login', 'nobody'], 3, ''],
    [['explain', 'nobody'], 3, ''],
  ] as const)(
    '`awsmfa %s` ends with status %i and prints %j',
    async ([args, status, stdout], { home }) => {
      home.config(fiveProfiles);
      const ended = await home.runProgram(['sh', '-c', 'awsmfa "$@"; exit "$?"', 'sh', ...args]);
      expect(ended).toMatchObject({ status, stdout });
    },
  );

  test('on a terminal there is nothing to evaluate, so it is the message alone', async ({
    home,
  }) => {
    home.config(fiveProfiles);
    const run = home.programInTerminal(['sh', '-c', 'awsmfa export nobody >/dev/tty']);
    const { screen } = await run.ended;
    expect(screen.trim()).toBe('');
  });
});

describe('an export', () => {
  test('that a person reads on the terminal says how to make a shell read it', async ({ home }) => {
    const run = home.programInTerminal(['sh', '-c', 'awsmfa export --unset >/dev/tty']);
    expect((await run.ended).stderr).toBe(
      'awsmfa: hint: for this shell to run these statements, use `eval "$(awsmfa export …)"`\n',
    );
  });

  test('to a missing file of GITHUB_ENV makes one that nobody else can read', async ({ home }) => {
    home.credentials(keySection('management', jane));
    home.config(fiveProfiles);
    const GITHUB_ENV = home.path('github-env');
    const script = `umask 0; awsmfa export prod --format github --token-code ${home.code(phone)}`;
    const ended = await home.runProgram(['sh', '-c', script], {
      env: { GITHUB_ENV },
      stdout: 'holds credentials',
    });
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    expect(statSync(GITHUB_ENV).mode & 0o777).toBe(0o600);
  });

  test('leaves the region of an earlier one to no profile that has none', async ({ home }) => {
    home.credentials(`${keySection('prod', jane)}region = eu-west-3\n${keySection('dev', jane)}`);
    const script = 'eval "$(awsmfa export prod)" && eval "$(awsmfa export dev)"; env | grep REGION';
    expect(await home.runProgram(['sh', '-c', script])).toMatchObject({ stdout: '', stderr: '' });
  });
});
