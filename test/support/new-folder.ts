import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';

/** A new, empty, private folder, which is removed when all tests have ended. */
export function newFolder(): string {
  return mkdtempSync(join(inject('scratch').folder, 'folder-'));
}
