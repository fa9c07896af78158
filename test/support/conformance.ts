import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../shared/conformance/', import.meta.url));

/** The AWS SDKs' own test data, which lies beside the project; undefined where it does not. */
export const conformanceFolder: string | undefined = existsSync(folder) ? folder : undefined;

/** For the title of a suite that is skipped without the data. */
export const conformanceNote =
  conformanceFolder === undefined ? ' (skipped: ../shared/conformance is not there)' : '';

/** The cases of one suite, `smithy-rs/file-location-tests.json` for instance; none without the data. */
export function conformanceCases(suite: string): readonly unknown[] {
  if (conformanceFolder === undefined) return [];
  const text = readFileSync(`${conformanceFolder}${suite}`, 'utf8');
  return (JSON.parse(text) as { tests: unknown[] }).tests;
}
