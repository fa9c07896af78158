import { spawn } from 'node:child_process';
import type { Environment } from './host.ts';

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

/** Runs a program without a shell and with an empty standard input, and collects what it prints. Never throws. */
export function runProgram(
  [command = '', ...words]: readonly string[],
  { env, timeoutMilliseconds, maxBytes }: ProgramOptions,
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const child = spawn(command, words, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const output = { stdout: '', stderr: '' };
    const end = (ended: 'timeout' | 'too much output') => {
      resolve({ ended });
      child.kill('SIGTERM');
      setTimeout(() => child.kill('SIGKILL'), 1000).unref();
    };
    const timer = setTimeout(() => end('timeout'), timeoutMilliseconds);
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        output[name] += text;
        if (output[name].length > maxBytes) end('too much output');
      });
    }
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({
        ended: 'not started',
        reason: (error as NodeJS.ErrnoException).code ?? error.message,
      });
    });
    child.on('close', (status, signal) => {
      clearTimeout(timer);
      if (signal !== null) resolve({ ended: 'signal', signal, stderr: output.stderr });
      else resolve({ ended: 'exit', status: status ?? 0, ...output });
    });
  });
}
