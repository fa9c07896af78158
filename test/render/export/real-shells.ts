import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { readEntries } from './entries.ts';

/** A real shell with one way to take our output, after which it prints its environment. */
export interface RealShell {
  readonly title: string;
  readonly program: string;
  readonly extension: string;
  arguments(file: string): readonly string[];
}

export interface ShellRun {
  readonly environment: Readonly<Partial<Record<string, string>>>;
  /** Whether a value was run: a file `canary` lies in the shell's folder. */
  readonly canary: boolean;
  readonly stderr: string;
}

export function isInstalled(program: string): boolean {
  const names = process.platform === 'win32' ? [`${program}.exe`] : [program];
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.some((folder) => names.some((name) => existsSync(join(folder, name))));
}

export const dash: RealShell = evaluating('dash', [], '');

/** Shells of the Bourne family, as users run them and with the options that change how quotes are read. */
export const posixShells: readonly RealShell[] = [
  evaluating('bash', ['--norc', '--noprofile'], ''),
  evaluating('bash', ['--norc', '--noprofile'], 'set -o posix -o history -o histexpand; '),
  dash,
  evaluating('mksh', [], ''),
  evaluating('busybox', ['sh'], ''),
  evaluating('zsh', ['-f'], ''),
  evaluating('zsh', ['-f'], 'setopt rcquotes extendedglob interactivecomments magicequalsubst; '),
];

/** The same shells, exporting of themselves whatever is set: so `env` can show what `env-no-export` sets. */
export const exportingShells: readonly RealShell[] = [
  evaluating('bash', ['--norc', '--noprofile'], 'set -a; '),
  evaluating('dash', [], 'set -a; '),
  evaluating('zsh', ['-f'], 'set -a; '),
];

export const fishShell: RealShell = {
  title: 'fish',
  program: 'fish',
  extension: 'fish',
  arguments: (file) => ['--no-config', '-c', `cat ${file} | source; or exit 9; exec env -0`],
};

/** As it is, and with the option that changes what a backslash means. */
export const cShells: readonly RealShell[] = ['', 'set backslash_quote; '].map((before) => ({
  title: `tcsh ${before}`.trim(),
  program: 'tcsh',
  extension: 'csh',
  arguments: (file) => ['-f', '-c', `${before}eval "\`cat ${file}\`" || exit 9; exec env -0`],
}));

export const powershellShell: RealShell = {
  title: 'PowerShell',
  program: 'pwsh',
  extension: 'ps1',
  arguments: (file) => [
    '-NoProfile',
    '-NonInteractive',
    '-Command',
    `Get-Content ${file} | Invoke-Expression; node environment.cjs`,
  ],
};

export const nushellShell: RealShell = {
  title: 'Nushell',
  program: 'nu',
  extension: 'nu',
  arguments: (file) => ['--no-config-file', '-c', `source ${file}; node environment.cjs`],
};

export const windowsCmdShell: RealShell = {
  title: 'cmd',
  program: 'cmd',
  extension: 'cmd',
  arguments: (file) => ['/d', '/c', `call ${file} & node environment.cjs`],
};

function evaluating(program: string, options: string[], before: string): RealShell {
  return {
    title: `${program} ${before}`.trim(),
    program,
    extension: 'sh',
    arguments: (file) => [
      ...options,
      '-c',
      `${before}eval "$(cat ${file})" || exit 9; exec env -0`,
    ],
  };
}

/** Lets the shell take the text as its user would, in an empty folder, and says what its children then see. */
export function runIn(shell: RealShell, text: string, before: Record<string, string>): ShellRun {
  const folder = mkdtempSync(join(tmpdir(), 'awsmfa-shell-'));
  try {
    return runInFolder(shell, text, before, folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function runInFolder(
  shell: RealShell,
  text: string,
  before: Record<string, string>,
  folder: string,
): ShellRun {
  const file = `statements.${shell.extension}`;
  writeFileSync(join(folder, file), text);
  writeFileSync(join(folder, 'environment.cjs'), printer);
  const { status, stdout, stderr, error } = spawnSync(shell.program, shell.arguments(file), {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, LC_ALL: 'C.UTF-8', ...before },
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
  });
  if (error) throw error;
  if (status !== 0) throw new Error(`${shell.title} exited ${String(status)}: ${stderr}`);
  return {
    environment: readEntries(stdout.split('\0').slice(0, -1)),
    canary: existsSync(join(folder, 'canary')),
    stderr,
  };
}

const printer = String.raw`
for (const [name, value] of Object.entries(process.env)) process.stdout.write(name + '=' + value + '\0');
`;
