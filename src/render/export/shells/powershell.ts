import { neverCarried } from '../../values/carry.ts';
import type { Shell } from './shell.ts';

/** Invoke-Expression runs line by line, so every statement must stay on one line. */
export const powershell: Shell = {
  carries: (value) => !neverCarried.test(value),
  set: (variables) => variables.map(({ name, value }) => `$Env:${name} = ${quote(value)}`),
  // Null removes the variable, and removing one that is not there is no error, as it is for Remove-Item.
  unset: (names) => names.map((name) => `$Env:${name} = $null`),
  // Ends the pipeline or the script, and leaves an interactive shell where it is.
  fail: "throw 'awsmfa export failed'",
  howToRun: '`awsmfa export … | Out-String | Invoke-Expression`',
};

/**
 * A single-quoted string, with every UTF-16 unit that is not printable ASCII as `[char]` beside it.
 *
 * To PowerShell the typographic quotes ‘ ’ ‚ ‛ are single quotes. Doubling those would not be enough: it decodes our
 * output in the console's code page, and in Windows-1252 the second byte of an innocent "đ" is a ’ too.
 */
function quote(value: string): string {
  const pieces = value.split(/([^\x20-\x7e])/);
  return pieces
    .map((piece, index) => (index % 2 === 0 ? verbatim(piece) : `[char]${piece.charCodeAt(0)}`))
    .join(' + ');
}

function verbatim(ascii: string): string {
  return `'${ascii.replaceAll("'", "''")}'`;
}
