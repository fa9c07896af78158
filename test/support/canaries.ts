import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What must not be seen, by where it may be: in the config files, in the cache, nowhere. */
export type CanaryKind = 'base key' | 'session' | 'token code';

/** The secrets of one test. */
export class Canaries {
  readonly #kinds = new Map<string, CanaryKind>();

  add(kind: CanaryKind, value: string): void {
    this.#kinds.set(value, kind);
  }

  /** What of them is in a text, those excepted whose place it is: `token code in stderr of awsmfa login`. */
  in(text: string, where: string, rightful: readonly CanaryKind[] = []): readonly string[] {
    return [...this.#kinds].flatMap(([value, kind]) =>
      !rightful.includes(kind) && text.includes(value) ? [`${kind} in ${where}`] : [],
    );
  }

  /** The same of every file in a folder. */
  inFiles(folder: string, rightful: (path: string) => readonly CanaryKind[]): readonly string[] {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return files.flatMap((entry) => {
      const path = join(entry.parentPath, entry.name);
      const name = relative(folder, path);
      return this.in(readFileSync(path, 'utf8'), name, rightful(name));
    });
  }
}
