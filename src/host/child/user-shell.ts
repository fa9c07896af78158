import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Environment } from '../../ground/environment.ts';
import { programName } from '../../ground/program-name.ts';
import { isStandalone } from '../process/own-program.ts';

/** How a shell for a person is started. */
export interface ShellStart {
  readonly command: readonly string[];
  /** Variables that it needs besides those of every command. */
  readonly env: Environment;
}

/**
 * The shell that somebody typed into, else their login shell, else the platform's.
 *
 * @param calling its name, where it is known
 */
export function chooseShell(
  calling: string | undefined,
  env: Environment,
  platform: NodeJS.Platform,
): string {
  const own = env['SHELL'];
  // Busybox needs to be told which of its programs to be.
  if (calling !== undefined && nameOf(own ?? '') !== calling)
    return calling === 'busybox' ? 'sh' : calling;
  return own || (platform === 'win32' ? (env['COMSPEC'] ?? 'cmd.exe') : 'sh');
}

/**
 * Starts a shell with the profile in front of its prompt, if it can be put there behind the person's own settings,
 * which stay as they are. A prompt evaluates what is in it, so that an unusual name stays out.
 */
export function startShell(shell: string, profile: string, env: Environment): ShellStart {
  const mark = /^[\w./@:+-]+$/.test(profile) ? marks.get(nameOf(shell)) : undefined;
  const { words = [], variables = {} } = mark?.(profile, env) ?? {};
  return { command: [shell, ...words], env: variables };
}

function nameOf(shell: string): string {
  return programName(shell).toLowerCase();
}

type Mark = (
  profile: string,
  env: Environment,
) => { words?: readonly string[]; variables?: Environment };

const bash: Mark = () => {
  const file = snippet('bashrc');
  return file === undefined ? {} : { words: ['--rcfile', file] };
};

const zsh: Mark = (_profile, { ZDOTDIR: own }) => {
  const folder = snippet('zsh');
  if (folder === undefined) return {};
  return { variables: { ZDOTDIR: folder, ...(own === undefined ? {} : { AWSMFA_ZDOTDIR: own }) } };
};

const fish: Mark = () => ({
  words: [
    '--init-command',
    `functions --copy fish_prompt _awsmfa_fish_prompt
function fish_prompt
  set --local awsmfa_status $status
  echo -n "($AWSMFA_PROFILE) "
  echo "exit $awsmfa_status" | source
  _awsmfa_fish_prompt
end`,
  ],
});

const powershell: Mark = () => ({
  words: [
    '-NoExit',
    '-Command',
    '$awsmfaPrompt = $function:prompt; function global:prompt { "($env:AWSMFA_PROFILE) " + (& $awsmfaPrompt) }',
  ],
});

const cmd: Mark = (profile, { PROMPT = '$P$G' }) => ({
  variables: { PROMPT: `(${profile}) ${PROMPT}` },
});

/** Shells whose prompt is a variable that they do not set themselves. */
const plain: Mark = (profile, { PS1 = '$ ' }) => ({ variables: { PS1: `(${profile}) ${PS1}` } });

const marks: ReadonlyMap<string, Mark> = new Map([
  ['bash', bash],
  ['zsh', zsh],
  ['fish', fish],
  ['pwsh', powershell],
  ['powershell', powershell],
  ['cmd', cmd],
  ...['sh', 'dash', 'ash', 'ksh', 'mksh'].map((name): [string, Mark] => [name, plain]),
]);

/** What is in the package's folder `shell`, which the single file has not: there the prompt stays as it is. */
function snippet(name: string): string | undefined {
  if (isStandalone()) return undefined;
  const path = join(dirname(realpathSync(process.argv[1] ?? '')), '../shell', name);
  return existsSync(path) ? path : undefined;
}
