import { writeSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { errorCode } from '../ground/error-code.ts';
import { Failure } from '../ground/failure.ts';
import type { Host } from './host.ts';
import { finishFirst, mayBeTerminal } from './process/end-process.ts';
import { isStandalone } from './process/own-program.ts';
import { isOrphaned } from './process/parent-gone.ts';

/** The real machine. */
export function createProcessHost(): Host {
  return {
    env: process.env,
    platform: process.platform,
    pid: process.pid,
    nodeVersion: process.versions['bun'] === undefined ? process.versions.node : undefined,
    uid: process.getuid?.(),
    get home() {
      // Bun takes an empty one for none, and looks into the file of users.
      return process.platform !== 'win32' && process.env['HOME'] === ''
        ? ''
        : ignoringErrors(homedir);
    },
    get userName() {
      return ignoringErrors(() => userInfo().username);
    },
    get workingDirectory() {
      return ignoringErrors(() => process.cwd()) ?? '/';
    },
    programFile: isStandalone() ? process.execPath : import.meta.filename,
    now: () => new Date(),
    out: (text) => writeAll(1, text),
    outIsTerminal: async () => (await import('node:tty')).isatty(1),
    outColumns,
    err(text) {
      // The terminal of a caller that has gone is somebody else's.
      if (isOrphaned() && mayBeTerminal(2)) return;
      // If stderr itself fails there is nowhere to report it.
      void writeAll(2, text).catch(() => undefined);
    },
    finishFirst,
    readLine: async () => (await import('./terminal/read-line.ts')).readLine(),
  };
}

async function outColumns(): Promise<number | undefined> {
  const { isatty, WriteStream } = await import('node:tty');
  return isatty(1) ? new WriteStream(1).columns || undefined : undefined;
}

/** A user without an entry in the password database has no name, and without HOME no home. */
function ignoringErrors(read: () => string): string | undefined {
  try {
    return read() || undefined;
  } catch {
    return undefined;
  }
}

/**
 * Writes to the descriptor itself: `process.stdout` takes longer to load than a cache hit takes otherwise, and packages
 * write to it. A reader that has gone away is no error: the session is in the cache, and the next run hands it out.
 *
 * @throws Failure of kind `storage` where a file accepted only a part of it, or nothing.
 */
async function writeAll(descriptor: 1 | 2, text: string): Promise<void> {
  let rest = Buffer.from(text);
  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(descriptor, rest));
    } catch (error) {
      const code = errorCode(error);
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw unwritable(code);
      await new Promise((resolve) => setTimeout(resolve, fullPipeMs));
    }
  }
}

/** When to try again where the reader of a pipe is slow. */
const fullPipeMs = 10;

/** A full disk, most of the time: `awsmfa export >file` must not end well and leave an empty file. */
function unwritable(code = 'unknown'): Failure {
  return new Failure('storage', `the output cannot be written to standard output (${code})`, [
    'see where standard output goes: is there space left, and may you write there?',
  ]);
}
