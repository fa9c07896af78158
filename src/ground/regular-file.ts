import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';

/** Far more than any token or bundle of certificates. */
const maximumBytes = 1024 * 1024;

/**
 * The text of a small file that a setting names. Undefined where it cannot be read, is too large, or is not a regular
 * file: a pipe could keep us waiting for ever, and what is read from it would be missing where it is needed.
 */
export function readRegularFile(path: string): string | undefined {
  let file: number | undefined;
  try {
    // Without O_NONBLOCK opening a pipe waits for a writer. Windows has none, and no such flag.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const stat = fstatSync(file);
    return stat.isFile() && stat.size <= maximumBytes ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
