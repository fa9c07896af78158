import { neverCarried } from '../../values/carry.ts';
import type { Shell } from './shell.ts';

/**
 * For csh and tcsh. Their `eval` joins the lines of a command's output with blanks, so each statement ends with a `;`.
 */
export const csh: Shell = {
  // Backquotes split at line breaks, and no quoting within them keeps one.
  carries: (value) => !value.includes('\n') && !neverCarried.test(value),
  set: (variables) => variables.map(({ name, value }) => `setenv ${name} ${quote(value)};`),
  unset: (names) => names.map((name) => `unsetenv ${name};`),
  fail: 'false;',
  howToRun: '``eval "`awsmfa export …`"``',
};

/**
 * Within single quotes `!` still means the history, and what a backslash means depends on `backslash_quote`: both
 * are outside of them, behind a backslash of their own.
 */
function quote(value: string): string {
  return `'${value.replaceAll(/['!\\]/g, String.raw`'\$&'`)}'`;
}
