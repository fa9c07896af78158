const TAB = 9;
const SPACE = 32;

/** Where the first `#` or `;` after a blank is: without the blank, it is part of the value. */
export function commentStart(content: string): number {
  return Math.min(afterBlank(content, '#'), afterBlank(content, ';'));
}

function afterBlank(content: string, sign: string): number {
  let at = content.indexOf(sign);
  while (at !== -1 && !isBlank(content.charCodeAt(at - 1))) at = content.indexOf(sign, at + 1);
  return at === -1 ? content.length : at;
}

/** Where the first that is no blank is, or the end. */
export function skipBlanks(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** The end without the blanks before it. */
export function dropBlanks(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}

/** Only these two are blanks to the specification: a no-break space is part of a name or value. */
export function isBlank(code: number): boolean {
  return code === SPACE || code === TAB;
}
