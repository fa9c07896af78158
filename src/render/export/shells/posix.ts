import { neverCarried } from '../../values/carry.ts';
import type { Shell } from './shell.ts';

/** For `eval "$(…)"` in sh, bash, dash, ksh and zsh, whose children then have the variables. */
export const posix: Shell = {
  carries: (value) => !neverCarried.test(value),
  set: (variables) => variables.map(({ name, value }) => `export ${name}=${quote(value)}`),
  unset: (names) => [`unset ${names.join(' ')}`],
};

/** The same for the shell alone; what was exported before stays exported. */
export const posixNoExport: Shell = {
  ...posix,
  set: (variables) => variables.map(({ name, value }) => `${name}=${quote(value)}`),
};

/** Nothing is special within single quotes but the closing one. `$'…'` would be shorter, but dash lacks it. */
function quote(value: string): string {
  return `'${value.replaceAll("'", String.raw`'\''`)}'`;
}
