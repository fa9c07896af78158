/**
 * Splits a `credential_process` line into arguments as botocore does: no shell, no `~`, no `$VAR`.
 *
 * Our own, because the ports of Python's `shlex` to JavaScript read more than it does (`$'…'`), and no library
 * knows botocore's rule for Windows. Undefined: a quotation is not closed, or nothing follows a backslash.
 */
export function splitCommand(
  command: string,
  platform: NodeJS.Platform,
): readonly string[] | undefined {
  return platform === 'win32' ? splitWindows(command) : splitPosix(command);
}

// Python's shlex in POSIX mode: one alternative for each way a character can be written in a word. An escape in double
// quotes only escapes `"` and `\`; what no alternative matches is an error.
const posixPiece = /([ \t\r\n]+)|'([^']*)'|"((?:[^"\\]|\\[^])*)"|\\([^])|([^ \t\r\n'"\\]+)/y;

/** As a shell of Unix splits words, without expanding anything. Undefined as above. */
export function splitPosix(command: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  posixPiece.lastIndex = 0;
  while (posixPiece.lastIndex < command.length) {
    const piece = posixPiece.exec(command);
    if (piece === null) return undefined;
    const [, space, single, double, escaped, plain] = piece;
    if (space === undefined) {
      word =
        (word ?? '') + (single ?? double?.replace(/\\(["\\])/g, '$1') ?? escaped ?? plain ?? '');
    } else if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  return word === undefined ? words : [...words, word];
}

// Microsoft's C runtime: backslashes are literal unless a quote follows, when each pair is one backslash and an odd
// one escapes the quote. Only space and tab separate.
const windowsPiece = /([ \t]+)|(\\*)"|(\\+)|([^ \t\\"]+)/y;

function splitWindows(command: string): readonly string[] | undefined {
  const words: string[] = [];
  let word: string | undefined;
  let quoted = false;
  windowsPiece.lastIndex = 0;
  for (let piece; (piece = windowsPiece.exec(command)) !== null;) {
    const [all, space, beforeQuote, backslashes, plain] = piece;
    if (space !== undefined && !quoted) {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else if (beforeQuote !== undefined) {
      const escapesQuote = beforeQuote.length % 2 === 1;
      word = (word ?? '') + '\\'.repeat(beforeQuote.length / 2) + (escapesQuote ? '"' : '');
      if (!escapesQuote) quoted = !quoted;
    } else {
      word = (word ?? '') + (backslashes ?? plain ?? all);
    }
  }
  if (quoted) return undefined;
  return word === undefined ? words : [...words, word];
}
