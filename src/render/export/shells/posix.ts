import { neverCarried } from '../../values/carry.ts';
import { singleQuoted } from '../../../words/shell-word.ts';
import type { Shell } from './shell.ts';

/** For sh, bash, dash, ksh and zsh, whose children then have the variables. */
export const posix: Shell = {
  carries: (value) => !neverCarried.test(value),
  set: (variables) => variables.map(({ name, value }) => `export ${name}=${singleQuoted(value)}`),
  unset: (names) => [`unset ${names.join(' ')}`],
  fail: 'false',
  howToRun: '`eval "$(awsmfa export …)"`',
};

/** The same for the shell alone; what was exported before stays exported. */
export const posixNoExport: Shell = {
  ...posix,
  set: (variables) => variables.map(({ name, value }) => `${name}=${singleQuoted(value)}`),
};
