import { neverCarried } from '../../values/carry.ts';
import type { Shell } from './shell.ts';

/**
 * Only global variables are erased. A universal one (`set -Ux AWS_PROFILE …`) is a setting of every session of the
 * user, and erasing it would send the other terminals to another account.
 */
export const fish: Shell = {
  carries: (value) => !neverCarried.test(value),
  set: (variables) => variables.map(({ name, value }) => `set -gx ${name} ${quote(value)}`),
  // Erasing a variable that is not there fails, and `set` after it would leave that status in place.
  unset: (names) => names.map((name) => `set -e -g ${name}; or true`),
  fail: 'false',
  howToRun: '`awsmfa export … | source`',
};

/** Within fish's single quotes a backslash escapes a quote and itself. */
function quote(value: string): string {
  return `'${value.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
}
