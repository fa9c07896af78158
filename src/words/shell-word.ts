/** Nothing is special within single quotes but the closing one. `$'…'` would be shorter, but dash lacks it. */
export function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A word of a command to paste: as it is where no shell minds, else in the single quotes of a Unix shell or PowerShell. */
export function shellWord(text: string): string {
  return /^[\w.@%+=:,/][\w.@%+=:,/-]*$/.test(text) ? text : singleQuoted(text);
}
