import type { Shell } from './shell.ts';

/** For the prompt of cmd, or a `.cmd` file. */
export const windowsCmd: Shell = {
  carries: (value) => ascii.test(value) && !special.test(value),
  set: (variables) => variables.map(({ name, value }) => `set "${name}=${value}"`),
  unset: (names) => names.map((name) => `set "${name}="`),
  // In a cmd of its own: `exit /b` would end the one at whose prompt it runs.
  fail: 'cmd /d /c exit 1',
  howToRun: '`for /f "delims=" %i in (\'awsmfa export …\') do @%i`',
};

/**
 * cmd has no quoting that always holds: `%` is expanded in a batch file even within quotes and cannot be escaped the
 * same way at the prompt, `!` likewise under delayed expansion, `"` ends the quotes, `call` doubles `^`, and what is
 * not ASCII is read in the console's code page.
 */
const special = /[%!"^]/;

const ascii = /^[\x20-\x7e]*$/;
