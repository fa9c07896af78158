import { statSync, type Stats } from 'node:fs';
import { isAbsolute } from 'node:path';
import { writePrivateFile } from '../disk/private-file.ts';
import { makePrivateFolder, type UserId } from '../disk/private-folder.ts';
import { sweep } from '../disk/sweep.ts';
import { errorCode } from '../ground/error-code.ts';
import { Failure } from '../ground/failure.ts';
import { noFile, stateOf, type FileState } from './file-state.ts';
import { memoryFile, type Memory } from './recall.ts';

/** How long a file must have been left alone: more than the coarsest clock of a file system (FAT: 2 s). */
const settledMs = 2_500;

/**
 * The files' states, taken before they are read. Undefined where one is such that no later look could tell a change.
 */
export function lookAt(paths: readonly string[]): readonly FileState[] | undefined {
  const states = paths.map((path) => ({
    path,
    state: isAbsolute(path) ? stateOf(path) : undefined,
  }));
  return states.every((each): each is FileState => each.state !== undefined) ? states : undefined;
}

/**
 * Keeps a plan for later runs. An edit in the very moment in which a file was read may leave it with the same size and,
 * where clocks are coarse, the same times; so nothing is kept of a file that was changed a moment before it was read.
 * Never fails: the next run resolves the plan anew.
 *
 * @param elapsedMs since the files were looked at
 */
export function rememberPlan(
  folder: string,
  memory: Memory,
  uid: UserId,
  elapsedMs: number,
  patienceMs = settledMs,
): void {
  if (Buffer.byteLength(memory.profile) > longestName || holdsSecret(memory)) return;
  const present = memory.files.filter(({ state }) => state !== noFile).map(({ path }) => path);
  try {
    makePrivateFolder(folder, uid);
    writePrivateFile(memoryFile(folder, memory.profile), JSON.stringify(memory), (written) =>
      present.every((path) => isSettled(path, written, elapsedMs + patienceMs)),
    );
    sweep(folder, new Date(), (_name, ageMs) => ageMs > unusedMs);
  } catch (error) {
    if (!(error instanceof Failure) && errorCode(error) === undefined) throw error;
  }
}

/** A plan that is in use is written again with every new session, once an hour. */
const unusedMs = 30 * 86_400_000;

/** In bytes: in hexadecimal, and with what is appended while it is written, it must fit into a file's name. */
const longestName = 115;

/**
 * A key, a token, a command, which people put secrets into, or a URL with a password in it: that does not belong into
 * another file.
 */
function holdsSecret({ variables }: Memory): boolean {
  return Object.entries(variables).some(
    ([name, value]) => value !== null && (/SECRET|TOKEN|PROCESS/.test(name) || value.includes('@')),
  );
}

/** By the clock of the file system itself, which may be that of another machine. */
function isSettled(path: string, written: Stats, leastMs: number): boolean {
  const { dev, ctimeMs } = statSync(path);
  return dev === written.dev && written.mtimeMs - ctimeMs > leastMs;
}
