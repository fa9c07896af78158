import { readdirSync, statfsSync, statSync } from 'node:fs';
import type { Disk } from '../../doctor/model/surroundings.ts';
import { errorCode } from '../../ground/error-code.ts';
import { readRegularFile } from '../../ground/regular-file.ts';

/** The disk as it is; only read. */
export const realDisk: Disk = {
  stat: (path) =>
    seen(() => {
      const stat = statSync(path);
      const { mode, uid, gid, mtimeMs } = stat;
      const kind = stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : 'other';
      return { kind, mode, uid, gid, mtimeMs };
    }),
  text: readRegularFile,
  names: (folder) => seen(() => readdirSync(folder)) ?? [],
  fileSystem: (path) => seen(() => statfsSync(path).type),
};

/** What cannot be seen, for whatever reason of the system's, is not there. */
export function seen<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return undefined;
  }
}
