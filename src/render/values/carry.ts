import { Failure } from '../../ground/failure.ts';
import type { Variable } from './variables.ts';

/** No environment variable holds a NUL, and half a surrogate pair has no UTF-8. */
export const neverCarried = /[\0\p{Surrogate}]/u;

/** What every reader reads as it is, without quotes: base64, ARNs, times, regions, the profile names AWS accepts. */
export const plain = /^[A-Za-z0-9_+/=.:,@%-]*$/;

/**
 * Makes sure that every value comes out of the format as it went in.
 *
 * @throws Failure of kind `usage` that names the variable and the format, never the value.
 */
export function assertCarries(
  format: string,
  variables: readonly Variable[],
  carries: (value: string) => boolean,
): void {
  const lost = variables.find(({ value }) => !carries(value));
  if (lost) throw cannotCarry(format, `the value of "${lost.name}"`);
}

export function cannotCarry(format: string, what: string): Failure {
  return new Failure('usage', `the format "${format}" cannot carry ${what}`, [
    'use `--format json`, which carries any value',
  ]);
}
