import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { type Home, testIn } from '../support/awsmfa.ts';
import { adminOf, fiveAccounts, jane, keySection, phone } from '../support/five-accounts.ts';
import { installed } from '../support/installed.ts';
import { type Pty, spawnInPty } from '../support/pty.ts';
import { findClients } from './clients.ts';

/** Whoever dies while a code is asked for, the shell finds its terminal as it was, and nobody else on it. */

const test = testIn(fiveAccounts);
const prompt = 'ready> ';

/** A person's shells, none of which reads a file of theirs. */
const shells: Readonly<Record<string, readonly string[]>> = {
  bash: ['bash', '--norc', '--noprofile', '-i'],
  zsh: ['zsh', '-f', '-i'],
  fish: ['fish', '--no-config', '-i', '-C', `function fish_prompt; echo -n '${prompt}'; end`],
};

const here = Object.entries(shells).filter(([name]) => installed(name).length > 0);

/** The AWS CLI where there is one; the others run a helper in the same way. */
const client = findClients()[0];

/** Leaves behind which processes the question hangs on. */
const helper = `#!/bin/sh
echo $$ >"$HOME/helper.pid"
echo $PPID >"$HOME/client.pid"
exec awsmfa "$@"
`;

const endings = [
  ['the client runs out of time', 'timeout', 'SIGALRM'],
  ['the client is killed', 'client', 'SIGKILL'],
  ['awsmfa is killed', 'helper', 'SIGKILL'],
  ['awsmfa is ended by SIGUSR2', 'helper', 'SIGUSR2'],
  ['awsmfa is ended by SIGABRT', 'helper', 'SIGABRT'],
] as const;

describe.each(here)('in %s', (_name, shell) => {
  test.for(endings)(
    'when %s, the terminal is as it was, and the next command works',
    { timeout: 60_000 },
    async ([, victim, signal], { home }) => {
      const pty = startShell(home, shell);
      await pty.waitFor(prompt);
      await command(pty, 'tty >device; stty -a >before');
      const device = textOf(home, 'device').trim();
      await until(() => modesOf(device).includes('-icanon'));
      const editing = modesOf(device);

      pty.write(`sh -c 'echo $$ >timeout.pid; exec timeout --foreground 60 ./client'\r`);
      await pty.waitFor(`MFA code for ${phone} ›`);
      pty.write('12');
      await pty.waitFor('12');
      const shown = pty.raw().length;
      process.kill(pidOf(home, victim), signal);
      await pty.waitFor(prompt);
      await until(() => !isAlive(pidOf(home, 'helper')));
      if (victim !== 'helper')
        expect(pty.raw().slice(shown)).not.toMatch(/awsmfa|MFA|\u001b\[\d+A/);
      await expect.poll(() => modesOf(device)).toBe(editing);

      await command(pty, '\u0015' + 'stty -a >after; echo al""ive');
      expect(pty.raw().slice(shown)).toContain('alive');
      expect(textOf(home, 'after')).toBe(textOf(home, 'before'));
      pty.hangUp();
      await pty.exit;
    },
  );
});

function startShell(home: Home, shell: readonly string[]): Pty {
  home.credentials(keySection('management', jane));
  home.config(`[profile management]
mfa_serial = ${phone}
[profile prod]
region = eu-central-1
credential_process = ${home.path('helper')} credential-process --profile prod
awsmfa_role_arn = ${adminOf('prod')}
awsmfa_source_profile = management
`);
  script(home, 'helper', helper);
  const words = client?.command('prod', home).map((word) => `'${word.replaceAll("'", `'\\''`)}'`);
  script(home, 'client', `#!/bin/sh\nexec ${words?.join(' ')}\n`);
  const [program = '', ...args] = shell;
  const env = home.env({ PS1: prompt, TERM: 'xterm-256color', fish_greeting: '' });
  return spawnInPty(program, args, { env, cwd: home.folder, columns: 120 });
}

function script(home: Home, name: string, text: string): void {
  home.write(name, text);
  chmodSync(home.path(name), 0o755);
}

async function command(pty: Pty, line: string): Promise<void> {
  pty.write(`${line}\r`);
  await pty.waitFor(prompt);
}

function textOf(home: Home, name: string): string {
  return readFileSync(home.path(name), 'utf8');
}

function pidOf(home: Home, name: 'timeout' | 'client' | 'helper'): number {
  return Number(textOf(home, `${name}.pid`));
}

function isAlive(pid: number): boolean {
  return (
    existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  );
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await pause(10);
}

/** The modes in which the shell's own line editor has the terminal, or a command finds it. */
function modesOf(device: string): string {
  return execFileSync('stty', ['-a', '-F', device], { encoding: 'utf8' });
}
