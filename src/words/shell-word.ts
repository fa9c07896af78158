/** Within single quotes only the closing quote is special. `$'…'` would be shorter, but dash lacks it. */
export function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** A profile as an operand of a command to paste: what begins with `-` would be taken for an option. */
export function profileWord(name: string): string {
  return name.startsWith('-') ? `--profile=${shellWord(name)}` : shellWord(name);
}

/**
 * A word of a command to paste: as it is where every shell reads it so, else in single quotes for Unix and PowerShell.
 */
export function shellWord(text: string): string {
  return /^[\w.@%+=:,/][\w.@%+=:,/-]*$/.test(text) ? text : singleQuoted(text);
}
