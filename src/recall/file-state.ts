import { statSync } from 'node:fs';

/** Which file a path leads to, and which of its states: every change of the content gives another. */
export interface FileState {
  readonly path: string;
  readonly state: string;
}

/** What `state` says where there is no file. */
export const noFile = 'none';

/**
 * Links are followed, as readers do. Undefined for what is no regular file, since a pipe has another content each time,
 * and for what cannot be looked at: whoever reads it says why.
 */
export function stateOf(path: string): string | undefined {
  try {
    const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
    if (stat === undefined) return noFile;
    if (!stat.isFile()) return undefined;
    // Size and times may be the same after an edit, but nobody can set back the time of the last change of the inode.
    return [stat.dev, stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join(' ');
  } catch {
    return undefined;
  }
}
