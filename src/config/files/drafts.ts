import { existsSync, readdirSync, realpathSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Where a file is written before it takes the place of another: in the same folder, so that it can be renamed. The name
 * needs to be new, not secret: opening it fails where it exists.
 */
export function draftOf(target: string): string {
  return `${join(dirname(target), prefixOf(target))}${Math.random().toString(36).slice(2)}`;
}

/**
 * Removes the drafts of a file that killed processes left, with all the secrets in them. A process that is writing one
 * right now fails, as it would if the file itself were changed.
 *
 * @param path the file, or a link to it
 */
export function removeDrafts(path: string): void {
  try {
    const target = existsSync(path) ? realpathSync(path) : path;
    const names = readdirSync(dirname(target)).filter((name) => name.startsWith(prefixOf(target)));
    for (const name of names) rmSync(join(dirname(target), name), { force: true });
  } catch {
    // There is no such folder, or what is left in it is not ours to remove.
  }
}

function prefixOf(target: string): string {
  return `.${basename(target)}.awsmfa-`;
}
