import { readFileSync } from 'node:fs';
import { type ProcessStatus, parseProcStat } from './proc-stat.ts';

/** What the system knows about a process. */
export interface ProcessInfo extends ProcessStatus {
  /** The command line; empty where it cannot be read. */
  readonly argv: readonly string[];
}

/** Undefined where the process is gone, not ours to look at, or the system has no means to ask. */
export async function readProcess(pid: number): Promise<ProcessInfo | undefined> {
  if (process.platform === 'win32') return undefined;
  return process.platform === 'linux' ? readProc(pid) : askPs(pid);
}

/** The processes above this one that can be seen, the nearest first, up to so many. */
export async function* ancestors(
  most: number,
): AsyncGenerator<ProcessInfo & { readonly pid: number }> {
  let pid = process.ppid;
  for (let generation = 0; generation < most; generation += 1) {
    const ancestor = await readProcess(pid);
    if (ancestor === undefined) return;
    yield { pid, ...ancestor };
    pid = ancestor.parentPid;
  }
}

/** Linux: two small files, no other process. */
export function readProc(pid: number): ProcessInfo | undefined {
  try {
    const status = parseProcStat(readFileSync(`/proc/${pid}/stat`, 'latin1'));
    if (status === undefined) return undefined;
    return { ...status, argv: argvOf(readFileSync(`/proc/${pid}/cmdline`, 'utf8')) };
  } catch {
    return undefined;
  }
}

/** macOS and the BSDs. */
export async function askPs(pid: number): Promise<ProcessInfo | undefined> {
  // Without -ww BSD's ps cuts the command at 79 columns where no stream is a terminal.
  const columns = ['stat=', 'ppid=', 'pgid=', 'tpgid=', 'tty=', 'command='].flatMap((name) => [
    '-o',
    name,
  ]);
  try {
    const { execFile } = await import('node:child_process');
    const { promisify } = await import('node:util');
    const { stdout } = await promisify(execFile)('ps', ['-ww', ...columns, '-p', String(pid)], {
      timeout: 2_000,
    });
    return parsePs(stdout);
  } catch {
    return undefined;
  }
}

/** Parses a line of `ps -o stat= -o ppid= -o pgid= -o tpgid= -o tty= -o command=`. */
export function parsePs(line: string): ProcessInfo | undefined {
  const match = /^\s*(\S+)\s+(\d+)\s+(\d+)\s+(-?\d+)\s+(\S+)\s+(.*)/.exec(line);
  if (match === null) return undefined;
  const [, state, parentPid, processGroup, foregroundGroup, tty = '?', command = ''] = match;
  return {
    stopped: state?.startsWith('T') === true,
    parentPid: Number(parentPid),
    processGroup: Number(processGroup),
    session: undefined,
    foregroundGroup: Number(foregroundGroup),
    terminal: tty.startsWith('?') || tty === '-' ? undefined : `/dev/${tty}`,
    argv: command.split(/\s+/).filter((word) => word !== ''),
  };
}

/** Every argument ends in a NUL; a program that renamed itself may leave more of them. */
function argvOf(commandLine: string): string[] {
  return commandLine.replace(/\0+$/, '').split('\0');
}
