import { neverCarried } from '../../values/carry.ts';
import type { Shell } from './shell.ts';

/** Nushell evaluates no text at run time, so the statements go through a file, which `source` reads. */
export const nushell: Shell = {
  carries: (value) => !neverCarried.test(value),
  set: (variables) => [
    'load-env {',
    ...variables.map(({ name, value }) => `  ${name}: ${quote(value)}`),
    '}',
  ],
  // -i: no error for those that are not there.
  unset: (names) => [`hide-env -i ${names.join(' ')}`],
  fail: 'error make {msg: "awsmfa export failed"}',
  howToRun: '`awsmfa export … | save --force FILE`, then `source FILE`',
};

/** Without a `$` in front, nothing is interpolated within double quotes; backslash escapes. */
function quote(value: string): string {
  return `"${value.replaceAll(/["\\]/g, String.raw`\$&`).replaceAll(/\p{Control}/gu, escape)}"`;
}

function escape(control: string): string {
  return `\\u{${control.charCodeAt(0).toString(16)}}`;
}
