import type { Failure } from '../ground/failure.ts';
import type { SessionStore } from '../session/ports.ts';

/**
 * A cache that keeps nothing.
 *
 * @param obstacle why, where it is not what the user asked for with `--no-cache`
 */
export function createNoStore(obstacle?: Failure): SessionStore {
  return {
    get: () => undefined,
    put: () => undefined,
    remove: () => false,
    clear: () => 0,
    obstacle: () => obstacle,
  };
}
