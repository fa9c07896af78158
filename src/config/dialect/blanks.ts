const TAB = 9;
const CARRIAGE_RETURN = 13;
const SPACE = 32;
const DELETE = 127;

/** Where the first `#` or `;` after a blank is: without the blank, it is part of the value. */
export function commentStart(content: string): number {
  return Math.min(afterBlank(content, '#'), afterBlank(content, ';'));
}

function afterBlank(content: string, sign: string): number {
  let at = content.indexOf(sign);
  while (at !== -1 && !isBlank(content.charCodeAt(at - 1))) at = content.indexOf(sign, at + 1);
  return at === -1 ? content.length : at;
}

/** Where the first character that is not blank is, or the end. */
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

/** Only these two indent a line. */
export function indents(code: number): boolean {
  return code === SPACE || code === TAB;
}

/** The first word of a header: its type, where more follows. */
export function firstWord(text: string): string {
  let end = 0;
  while (end < text.length && !isBlank(text.charCodeAt(end))) end++;
  return text.slice(0, end);
}

/**
 * The specification knows two blanks, but botocore, Go and JavaScript trim all that Unicode calls white space: a
 * no-break space, copied from a web page, is not part of a region. The line's end counts too.
 */
function isBlank(code: number): boolean {
  if (code < DELETE) return code === SPACE || (code >= TAB && code <= CARRIAGE_RETURN);
  return unicodeBlank.test(String.fromCharCode(code));
}

const unicodeBlank = /[\s\u0085]/;
