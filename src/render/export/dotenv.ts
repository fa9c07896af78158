import { assertCarries, plain } from '../values/carry.ts';
import { emptiedNames, type EnvironmentChange } from '../values/variables.ts';

/**
 * Lines for an `.env` file, in what all of its readers agree on: values without quotes.
 *
 * `docker run --env-file` keeps quotes as part of the value; dotenv, Node, Compose and a sourcing shell strip them,
 * each with escapes of its own. No credentials of AWS need any. A variable that may not be left as it was is empty.
 */
export function renderDotenv(change: EnvironmentChange): string {
  assertCarries('dotenv', change.set, (value) => plain.test(value));
  const empty = emptiedNames(change).map((name) => ({ name, value: '' }));
  return [...change.set, ...empty].map(({ name, value }) => `${name}=${value}\n`).join('');
}
