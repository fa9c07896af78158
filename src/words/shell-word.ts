/** Within single quotes only the closing quote is special. `$'…'` would be shorter, but dash lacks it. */
export function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A word of a command to paste: as it is where every shell reads it so, else in single quotes for Unix and PowerShell. */
export function shellWord(text: string): string {
  return /^[\w.@%+=:,/][\w.@%+=:,/-]*$/.test(text) ? text : singleQuoted(text);
}
