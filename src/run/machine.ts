import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { readRegularFile } from '../ground/regular-file.ts';
import type { Host } from '../host/host.ts';
import type { Machine } from '../plan/model/request.ts';

/** What resolving a plan may ask of the machine, looked up when it is asked. */
export function createMachine(host: Host): Machine {
  return {
    userName: () => host.userName,
    workingDirectory: () => host.workingDirectory,
    fileText: (path) => readRegularFile(resolve(path)),
    exists: (path) => existsSync(path),
  };
}
