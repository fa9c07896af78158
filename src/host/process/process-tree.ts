import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { readProc } from './process-info.ts';

/**
 * Sends a signal to a process and all that it has started, and to others.
 *
 * @returns all of them: what a process has started can no longer be found once that has ended
 */
export function signalTree(roots: readonly number[], signal: NodeJS.Signals): readonly number[] {
  const parents = parentsOfAll();
  const tree = new Set(roots);
  // A set may grow while it is gone through.
  for (const pid of tree) {
    for (const [child, parent] of parents) if (parent === pid) tree.add(child);
  }
  for (const pid of tree) send(pid, signal);
  return [...tree];
}

type Pair = readonly [pid: number, parent: number];

/** Every process there is, with its parent; none where they cannot be listed. */
function parentsOfAll(): readonly Pair[] {
  if (process.platform === 'win32') return [];
  try {
    return process.platform === 'linux' ? listProc() : listPs();
  } catch {
    return [];
  }
}

function listProc(): readonly Pair[] {
  const pids = readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0);
  return pids.map((pid) => [pid, readProc(pid)?.parentPid ?? 0]);
}

function listPs(): readonly Pair[] {
  const list = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8', timeout: 2_000 });
  return list
    .trim()
    .split('\n')
    .map((line) => {
      const [pid = 0, parent = 0] = line.trim().split(/\s+/).map(Number);
      return [pid, parent];
    });
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended.
  }
}
