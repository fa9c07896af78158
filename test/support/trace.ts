import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Home, program, programFile } from './awsmfa.ts';
import { projectRoot } from './bundle.ts';
import { installed } from './installed.ts';

/** Whether strace is here and may trace. */
export const isTraceable = canTrace();

function canTrace(): boolean {
  if (installed('strace').length === 0) return false;
  try {
    execFileSync('strace', ['-o', '/dev/null', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export interface SystemCall {
  readonly name: string;
  /** `open`, `look`, `read` and `write` for the calls of many names that do this. */
  readonly kind: string;
  /**
   * `stdin`, `stdout` or `stderr`, or a path, in which `~` is the home and `.` the project; undefined for what has
   * neither.
   */
  readonly place: string | undefined;
  /** What the call returned: bytes, for those that read. */
  readonly result: number;
}

/**
 * Runs awsmfa, which must end well, and sees the system calls of its first thread on files, descriptors, processes and
 * the network. Other threads are the runtime's, and the machine decides how many there are and what they do.
 */
export async function traceOf(home: Home, args: readonly string[]): Promise<readonly SystemCall[]> {
  const trace = home.path('trace');
  const strace = ['strace', '-ff', '-y', '-s', '0', '-e', 'trace=%file,%desc,%process,%network'];
  const env = { NODE_OPTIONS: undefined, BUN_OPTIONS: undefined };
  const { status, stderr } = await home.runProgram([...strace, '-o', trace, ...program, ...args], {
    env,
    stdout: 'holds credentials',
  });
  if (status !== 0) throw new Error(stderr);
  return firstThread(home).flatMap((line) => callIn(line, home));
}

/** Each thread has a file, so that no call is cut in two by one of another. */
function firstThread(home: Home): readonly string[] {
  const files = readdirSync(home.folder).filter((name) => name.startsWith('trace.'));
  const texts = files.map((name) => readFileSync(join(home.folder, name), 'utf8'));
  for (const name of files) home.remove(name);
  return texts.find((text) => text.startsWith('execve('))?.split('\n') ?? [];
}

function callIn(line: string, home: Home): readonly SystemCall[] {
  const [, name, given = '', result = ''] = /^(\w+)\((.*)\) += (-?\d+)/.exec(line) ?? [];
  if (name === undefined) return [];
  const path = /"([^"]+)"/.exec(given)?.[1] ?? /^\d+<(\/[^>]*)>/.exec(given)?.[1];
  const standard = /^([012])</.exec(given)?.[1];
  const place = standard === undefined ? path && nameOf(path, home) : streams[Number(standard)];
  return [{ name, kind: kindOf(name), place, result: Number(result) }];
}

const streams = ['stdin', 'stdout', 'stderr'];

function kindOf(name: string): string {
  const kinds = { open: /^open/, read: /^p?read/, write: /^p?write/, look: /stat/ };
  if (name.startsWith('readlink')) return name;
  return Object.entries(kinds).find(([, names]) => names.test(name))?.[0] ?? name;
}

/** Short, and the same wherever home and project are. */
function nameOf(path: string, home: Home): string {
  const places = [
    [home.folder, '~'],
    [projectRoot, '.'],
    [dirname(realpathSync(programFile)), 'bin'],
  ] as const;
  const place = places.find(([folder]) => path === folder || path.startsWith(`${folder}/`));
  const name = place === undefined ? path : place[1] + path.slice(place[0].length);
  return name.replace(/[0-9a-f]{64}/, 'KEY');
}
