import type { Shell } from './shell.ts';

/** For a `.cmd` file, or `for /f "delims=" %i in ('…') do @%i`. */
export const windowsCmd: Shell = {
  carries: (value) => ascii.test(value) && !special.test(value),
  set: (variables) => variables.map(({ name, value }) => `set "${name}=${value}"`),
  unset: (names) => names.map((name) => `set "${name}="`),
};

/**
 * cmd has no quoting that always holds: `%` is expanded in a batch file even within quotes and cannot be escaped the
 * same way at the prompt, `!` likewise under delayed expansion, `"` ends the quotes, `call` doubles `^`, and what is
 * not ASCII is read in the console's code page.
 */
const special = /[%!"^]/;

const ascii = /^[\x20-\x7e]*$/;
