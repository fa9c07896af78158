import { readFileSync } from 'node:fs';
import { conformanceFolder } from '../support/conformance.ts';

/**
 * A file of `../shared/conformance`, as it is; `otherwise` where the folder is not there, and its tests are skipped.
 */
export function readSuite<T>(file: string, otherwise: T): T {
  if (conformanceFolder === undefined) return otherwise;
  return JSON.parse(readFileSync(`${conformanceFolder}${file}`, 'utf8')) as T;
}
