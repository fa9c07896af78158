import { spawn, type ChildProcess } from 'node:child_process';
import type { Environment } from '../../ground/environment.ts';

export interface ProgramOptions {
  readonly env: Environment;
  /** After this it is told to end, and killed a little later. */
  readonly timeoutMilliseconds: number;
  /** More output than this ends it as well. */
  readonly maxBytes: number;
}

export type ProgramResult =
  | {
      readonly ended: 'exit';
      readonly status: number;
      readonly stdout: string;
      readonly stderr: string;
    }
  | { readonly ended: 'signal'; readonly signal: NodeJS.Signals; readonly stderr: string }
  | { readonly ended: 'timeout' | 'too much output' }
  | { readonly ended: 'not started'; readonly reason: string };

/** How long a program that was told to end may take for it. */
const graceMilliseconds = 1000;

/**
 * Runs a program without a shell and with an empty standard input, and collects what it prints. Never throws, and
 * resolves when the program has ended or has been killed.
 */
export function runProgram(
  [command = '', ...words]: readonly string[],
  options: ProgramOptions,
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const notStarted = (error: unknown) =>
      resolve({ ended: 'not started', reason: reasonOf(error) });
    try {
      const stdio = ['ignore', 'pipe', 'pipe'] as const;
      const child: ChildProcess = spawn(command, words, { env: options.env, stdio: [...stdio] });
      child.on('error', notStarted);
      watch(child, options, resolve);
    } catch (error) {
      // Node tells of ENOENT and EACCES by an event, but throws for ENOTDIR, E2BIG, ELOOP and for NUL bytes.
      notStarted(error);
    }
  });
}

/** Node's messages repeat the command, and people put secrets into it: the code has to do. */
function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

function watch(
  child: ChildProcess,
  { timeoutMilliseconds, maxBytes }: ProgramOptions,
  resolve: (result: ProgramResult) => void,
): void {
  const output = { stdout: '', stderr: '' };
  const stop = (ended: 'timeout' | 'too much output') => {
    clearTimeout(timer);
    end(child, () => resolve({ ended }));
  };
  const timer = setTimeout(() => stop('timeout'), timeoutMilliseconds);
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      if (output[name].length > maxBytes) stop('too much output');
    });
  }
  child.on('error', () => clearTimeout(timer));
  child.on('close', (status, signal) => {
    clearTimeout(timer);
    if (signal !== null) resolve({ ended: 'signal', signal, stderr: output.stderr });
    else resolve({ ended: 'exit', status: status ?? 0, ...output });
  });
}

/** Nobody may exit before the program is gone or killed: no timer of ours would be left to do it. */
function end(child: ChildProcess, ended: () => void): void {
  child.stdout?.destroy();
  child.stderr?.destroy();
  if (child.exitCode !== null || child.signalCode !== null) {
    ended();
    return;
  }
  const killing = setTimeout(() => {
    child.kill('SIGKILL');
    ended();
  }, graceMilliseconds);
  child.once('exit', () => {
    clearTimeout(killing);
    ended();
  });
  child.kill('SIGTERM');
}
