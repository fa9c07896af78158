import { closeSync, openSync } from 'node:fs';
import { constants as system } from 'node:os';
import spawn from 'cross-spawn';
import type { Environment } from '../../ground/environment.ts';
import { anyCode } from '../../ground/error-code.ts';
import { Failure } from '../../ground/failure.ts';
import { printable } from '../../words/text.ts';
import { dieOf, endProcess } from '../process/end-process.ts';
import { lookForCommand } from './find-command.ts';
import { relaySignals } from './relay-signals.ts';

/**
 * Runs a program as if it had been started in place of this process: it has our streams, our place in the job, and
 * every signal; and this process ends as it ends.
 *
 * @throws Failure of kind `command-missing` or `command-unusable` where it cannot be started
 */
export async function runInPlace(
  [command = '', ...words]: readonly string[],
  env: Environment,
): Promise<never> {
  const relay = relaySignals();
  return new Promise((_resolve, reject) => {
    const fail = (error: unknown) => {
      relay.stop();
      reject(notStarted(command, env, error));
    };
    try {
      // On Unix this is Node's own; on Windows it finds and quotes for `.cmd` files, which need a shell.
      const child = spawn(command, words, { env: { ...env }, stdio: 'inherit' });
      child.on('error', fail);
      child.on('exit', endLike);
      if (child.pid === undefined) return;
      relay.start(child);
      letGoOfStreams();
    } catch (error) {
      // Node reports ENOENT and EACCES by an event, but throws for E2BIG, ENOTDIR, ELOOP and for NUL bytes.
      fail(error);
    }
  });
}

/** A pipe ends for its reader when the last that holds it has ended or let go: that is to be the program, not us. */
function letGoOfStreams(): void {
  if (process.platform === 'win32') return;
  for (const descriptor of [0, 1, 2]) {
    closeSync(descriptor);
    // The system gives the lowest number that is free.
    openSync('/dev/null', 'r+');
  }
}

/** A core of ours would hold the credentials, so that where the program left one we only show the status it has. */
function endLike(status: number | null, signal: NodeJS.Signals | null): void {
  if (signal === null) endProcess(status ?? 0);
  if (withCore.has(signal)) endProcess(128 + system.signals[signal]);
  dieOf(signal);
}

const withCore: ReadonlySet<NodeJS.Signals> = new Set([
  'SIGQUIT',
  'SIGILL',
  'SIGTRAP',
  'SIGABRT',
  'SIGBUS',
  'SIGFPE',
  'SIGSEGV',
  'SIGXCPU',
  'SIGXFSZ',
  'SIGSYS',
] as const);

function notStarted(command: string, env: Environment, error: unknown): Failure {
  const code = anyCode(error);
  // The system says the same of a command that is there, and of which what it names to run it is not.
  const isMissing = code === 'ENOENT' && lookForCommand(command, env, process.platform) !== 'found';
  return isMissing ? commandMissing(command) : commandUnusable(command, code);
}

export function commandMissing(command: string): Failure {
  return new Failure('command-missing', `the command "${printable(command)}" cannot be found`, [
    'check its name, and that its folder is on the `PATH`',
  ]);
}

export function commandUnusable(command: string, code: string): Failure {
  return new Failure(
    'command-unusable',
    `the command "${printable(command)}" cannot be started (${code})`,
    [
      code === 'ENOENT'
        ? 'check the first line of the script: the program it names must exist, and no carriage return may follow the name'
        : 'check that it is a program that you may run',
    ],
  );
}
