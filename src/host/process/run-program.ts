import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import type { Environment } from '../../ground/environment.ts';
import { anyCode } from '../../ground/error-code.ts';
import { dieOf, endingSignals, isTyped, onSignal, type EndingSignal } from './end-process.ts';
import { watchParent } from './parent-gone.ts';
import { signalTree } from './process-tree.ts';

export interface ProgramOptions {
  readonly env: Environment;
  /** After this it is asked to end, with all it has started, and killed a little later. */
  readonly timeoutMs: number;
  /** How long it may take to end once it was asked to. */
  readonly graceMs: number;
  /** What it has on standard input; nothing by default. */
  readonly input?: string;
  /** More output than this ends it as well. */
  readonly maxBytes: number;
  /** What to do if a signal ends us: after the program has ended, and before we do. */
  readonly beforeDeath?: (signal: NodeJS.Signals) => Promise<void>;
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
  | { readonly ended: 'caller gone' }
  | { readonly ended: 'not started'; readonly reason: string };

/**
 * Runs a program without a shell and, if nothing else is given, with an empty standard input, and collects what it
 * prints. It stays in our job, so that it may ask on the terminal, and does not outlive us: a signal that ends us ends
 * it first, and so does the end of our caller. Never throws, and resolves when the program has ended or has been
 * killed.
 */
export function runProgram(
  [command = '', ...words]: readonly string[],
  options: ProgramOptions,
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    // Node's messages repeat the command, and people put secrets into it: the code has to do.
    const notStarted = (error: unknown) =>
      resolve({ ended: 'not started', reason: anyCode(error) });
    // A signal that comes while the program is being started waits until it can be passed on.
    const holds = endingSignals.map((signal) => onSignal(signal, () => undefined));
    try {
      const { env, input } = options;
      const stdin = input === undefined ? 'ignore' : 'pipe';
      const stdio: StdioOptions = [stdin, 'pipe', 'pipe'];
      const child: ChildProcess = spawn(command, words, { env, stdio, windowsHide: true });
      child.on('error', notStarted);
      // A program that ends without reading it all has said why.
      child.stdin?.on('error', () => undefined).end(input);
      if (child.pid !== undefined) watch(child, options, resolve);
    } catch (error) {
      // Node reports ENOENT and EACCES by an event, but throws for ENOTDIR, E2BIG, ELOOP and for NUL bytes.
      notStarted(error);
    } finally {
      for (const release of holds) release();
    }
  });
}

function watch(
  child: ChildProcess,
  { timeoutMs, graceMs, maxBytes, beforeDeath }: ProgramOptions,
  resolve: (result: ProgramResult) => void,
): void {
  const output = { stdout: '', stderr: '' };
  const stops: (() => void)[] = [];
  let isEnding = false;
  const settle = (result: ProgramResult) => {
    for (const stop of stops) stop();
    resolve(result);
  };
  const stop = async (then: () => void) => {
    isEnding = true;
    await end(child, graceMs);
    then();
  };
  const stopFor = (ended: 'timeout' | 'too much output' | 'caller gone') =>
    void stop(() => settle({ ended }));
  const die = async (signal: EndingSignal) => {
    // Whatever goes wrong in it, this process still has to end.
    await beforeDeath?.(signal).catch(() => undefined);
    dieOf(signal);
  };
  const timer = setTimeout(() => stopFor('timeout'), Math.min(timeoutMs, longestTimerMs));
  stops.push(
    () => clearTimeout(timer),
    watchParent(() => stopFor('caller gone')),
    ...endingSignals.map((signal) => onSignal(signal, () => void stop(() => void die(signal)))),
  );
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      if (output[name].length > maxBytes) stopFor('too much output');
    });
  }
  child.on('close', (status, signal) => {
    if (isEnding) return;
    if (signal === null) settle({ ended: 'exit', status: status ?? 0, ...output });
    // Ctrl-C goes to both of us, and its end may be noticed first: whoever pressed it wants us gone, as a shell has it.
    else if (isTyped(signal)) void die(signal);
    else settle({ ended: 'signal', signal, stderr: output.stderr });
  });
}

/** A timer for longer than this fires at once. */
const longestTimerMs = 2 ** 31 - 1;

/** Resolves when the program is gone or killed: no timer of ours would be left to do it once we exit. */
async function end(child: ChildProcess, graceMs: number): Promise<void> {
  const { pid } = child;
  child.stdout?.destroy();
  child.stderr?.destroy();
  if (pid === undefined || hasEnded(child)) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const tree = signalTree([pid], 'SIGTERM');
  const killing = setTimeout(() => void signalTree(tree, 'SIGKILL'), graceMs);
  await gone;
  clearTimeout(killing);
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}
