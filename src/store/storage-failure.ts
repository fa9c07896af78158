import { errorCode } from '../ground/error-code.ts';
import { Failure } from '../ground/failure.ts';

/**
 * The failure for an error met while keeping something in `folder`: the reason in the words of the operating system,
 * and what to do. A Failure is passed through; what is not an error of the system is a bug and is thrown.
 */
export function storageFailure(folder: string, error: unknown): Failure {
  if (error instanceof Failure) return error;
  const code = errorCode(error);
  if (code === undefined || !(error instanceof Error)) throw error;
  const message = `cannot keep sessions in "${folder}": ${reason(error, code)}`;
  return new Failure('storage', message, [hint(folder, code)]);
}

/** Where there is no place for a folder at all. */
export function homelessFailure(): Failure {
  return new Failure('storage', 'cannot keep sessions: there is no home folder', [
    'set `HOME`, or set `AWSMFA_HOME` to a folder of your own',
  ]);
}

/** Node says `ENOSPC: no space left on device, write`; the path and the call are of no use to the user. */
function reason(error: Error, code: string): string {
  const words = /^[A-Z0-9]+: ([^,]+)/.exec(error.message)?.[1];
  return words === undefined ? code : `${words} (${code})`;
}

function hint(folder: string, code: string): string {
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `free some space on the disk that holds "${folder}"`;
    case 'EACCES':
    case 'EPERM':
      return `make "${folder}" and what is in it your own and writable, or set \`AWSMFA_HOME\` to a folder that is`;
    case 'ENOTDIR':
      return `set \`AWSMFA_HOME\` to a folder of your own, or move away the file that is on the way to "${folder}"`;
    case 'EISDIR':
    case 'EEXIST':
      return `move away whatever is in the place of "${folder}" or of a file in it`;
    default:
      return 'set `AWSMFA_HOME` to a folder that can be written';
  }
}
