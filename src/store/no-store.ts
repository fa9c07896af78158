import type { SessionStore } from '../session/ports.ts';

/** The cache of `--no-cache`: forgets at once what it is given. */
export function createNoStore(): SessionStore {
  return {
    get: () => undefined,
    put: () => undefined,
    remove: () => false,
    clear: () => 0,
    list: () => [],
    obstacle: () => undefined,
  };
}
