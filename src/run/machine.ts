import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Host } from '../host/host.ts';
import type { Machine } from '../plan/model/request.ts';

/** What resolving a plan may ask of the machine, looked up when it is asked. */
export function createMachine(host: Host): Machine {
  return {
    userName: () => host.userName,
    workingDirectory: () => host.workingDirectory,
    fileText: (path) => readRegularFile(resolve(path)),
  };
}

/** A pipe is left alone: what is read from it here would be missing where it is needed. */
function readRegularFile(path: string): string | undefined {
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    return fstatSync(file).isFile() ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
