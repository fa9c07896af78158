import type { ChildProcess } from 'node:child_process';
import { onSignal, typedSignals } from '../process/end-process.ts';
import { readProcess } from '../process/process-info.ts';

/** Passes on what happens to this process while a program runs in its place. */
export interface Relay {
  /** What came before goes to it first. */
  start(program: ChildProcess): void;
  stop(): void;
}

/**
 * From now on signals do not end this process: only the program's end does. A signal that was sent to us is passed on.
 * What the keyboard sends (Ctrl-C, Ctrl-\) reaches the program by itself, and twice would be once too often: Terraform
 * takes the second for "at once".
 */
export function relaySignals(): Relay {
  return process.platform === 'win32' ? outliveConsoleEvents() : relayToProgram();
}

function relayToProgram(): Relay {
  const early: NodeJS.Signals[] = [];
  let program: ChildProcess | undefined;
  const pass = (signal: NodeJS.Signals) => {
    if (program === undefined) early.push(signal);
    else program.kill(signal);
  };
  const passUnlessTyped = async (signal: NodeJS.Signals) => {
    if (!(await isAtKeyboard())) pass(signal);
  };
  const stops = [
    ...sentSignals.map((signal) => onSignal(signal, () => pass(signal))),
    ...typedSignals.map((signal) => onSignal(signal, () => void passUnlessTyped(signal))),
  ];
  return {
    start(child) {
      program = child;
      for (const signal of early) child.kill(signal);
      stops.push(...followStops(child));
    },
    stop: () => stops.forEach((stop) => stop()),
  };
}

const sentSignals = ['SIGTERM', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'] as const;

/**
 * Whether the keyboard may have sent a signal: we are in the group that the terminal listens to, and so is the program.
 */
async function isAtKeyboard(): Promise<boolean> {
  const self = await readProcess(process.pid);
  return self !== undefined && self.processGroup === self.foregroundGroup;
}

/**
 * Ctrl-Z stops the program and us alike. A program that stops itself, as a shell does at `suspend`, has us stop as
 * well, so that the shell that started us gets its terminal back; and when that continues us, the program goes on.
 */
function followStops(program: ChildProcess): readonly (() => void)[] {
  let isLooking = false;
  const look = async () => {
    // The end of a `ps` that we look with is a SIGCHLD as well.
    if (isLooking) return;
    isLooking = true;
    if ((await isStopped(program)) && (await isOfTerminal())) process.kill(process.pid, 'SIGTSTP');
    isLooking = false;
  };
  const resume = async () => {
    if (await isStopped(program)) program.kill('SIGCONT');
  };
  return [onSignal('SIGCHLD', () => void look()), onSignal('SIGCONT', () => void resume())];
}

async function isStopped({ pid }: ChildProcess): Promise<boolean> {
  return pid !== undefined && (await readProcess(pid))?.stopped === true;
}

/** Without a terminal there is no shell that would continue us. */
async function isOfTerminal(): Promise<boolean> {
  const self = await readProcess(process.pid);
  return self !== undefined && self.foregroundGroup > 0;
}

/** Windows sends its events to every program of the console, and a signal of ours would only kill. */
function outliveConsoleEvents(): Relay {
  const events = ['SIGINT', 'SIGBREAK', 'SIGHUP'] as const;
  const stops = events.map((event) => onSignal(event, () => undefined));
  return { start: () => undefined, stop: () => stops.forEach((stop) => stop()) };
}
