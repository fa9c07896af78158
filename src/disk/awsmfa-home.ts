import { join } from 'node:path';
import type { Environment } from '../ground/environment.ts';

/**
 * `AWSMFA_HOME`, where awsmfa keeps what is its own: `~/.aws/awsmfa` unless it is set. Undefined where there is no home
 * either: then nothing is kept.
 */
export function awsmfaHome(env: Environment, home: string | undefined): string | undefined {
  const set = env['AWSMFA_HOME'];
  if (set && !set.startsWith('~/')) return set;
  if (home === undefined) return undefined;
  return set ? join(home, set.slice(2)) : join(home, '.aws', 'awsmfa');
}
