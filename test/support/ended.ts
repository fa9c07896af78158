import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { type Pty, spawnInPty } from './pty.ts';

/** How a program ended, and what it wrote. */
export interface Ended {
  /** Its exit status; 128 and the signal's number where one ended it, as a shell has it. */
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How a program on a terminal ended; its stdout and stderr went elsewhere. */
export interface EndedInTerminal extends Ended {
  /** What the terminal shows at the end. */
  readonly screen: string;
}

export interface Start {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** A folder for what it writes. */
  readonly folder: string;
}

/** Runs a program to its end in a session of its own, which has no terminal. */
export async function runWithoutTerminal(
  { command: [program = '', ...args], env, cwd, folder }: Start,
  input: string | undefined,
): Promise<Ended> {
  const files = outputFiles(folder);
  const [out, err] = [openSync(files.stdout, 'w'), openSync(files.stderr, 'w')];
  const stdin = input === undefined ? 'ignore' : 'pipe';
  const child = spawn(program, args, { env, cwd, detached: true, stdio: [stdin, out, err] });
  for (const descriptor of [out, err]) closeSync(descriptor);
  feed(child, input);
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  const status = signal === null ? (code ?? 0) : 128 + constants.signals[signal];
  return { status, ...read(files) };
}

/** A program that has ended may have left its input unread. */
function feed({ stdin }: ChildProcess, input: string | undefined): void {
  stdin?.on('error', () => undefined);
  stdin?.end(input);
}

/**
 * Starts a program on a terminal, with stdout and stderr going to files, so that the terminal shows the prompt alone.
 */
export function startInTerminal(start: Start): { pty: Pty; ended: Promise<EndedInTerminal> } {
  const files = outputFiles(start.folder);
  const script = 'out=$1 err=$2; shift 2; exec "$@" >"$out" 2>"$err"';
  const args = ['-c', script, 'sh', files.stdout, files.stderr, ...start.command];
  const pty = spawnInPty('sh', args, { env: start.env, cwd: start.cwd, columns: 120 });
  const ended = pty.exit.then(({ exitCode, signal }) => {
    const status = signal === 0 ? exitCode : 128 + signal;
    return { status, ...read(files), screen: pty.screen().text };
  });
  return { pty, ended };
}

interface OutputFiles {
  readonly stdout: string;
  readonly stderr: string;
}

function outputFiles(folder: string): OutputFiles {
  const own = mkdtempSync(join(folder, 'run-'));
  const files = { stdout: join(own, 'out'), stderr: join(own, 'err') };
  // A program that is killed at once has not even been given its outputs.
  for (const file of Object.values(files)) writeFileSync(file, '');
  return files;
}

function read({ stdout, stderr }: OutputFiles) {
  return { stdout: readFileSync(stdout, 'utf8'), stderr: readFileSync(stderr, 'utf8') };
}
