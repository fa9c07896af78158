/** A command line of bash up to the cursor. */
export interface BashLine {
  /** Its words, without their quotes; the last one is being typed. */
  readonly words: readonly string[];
  /** What readline would replace, for a word in place of the last one: readline keeps what is before its last break. */
  readonly replacement: (word: string) => string;
}

type Quote = "'" | '"' | '';

/**
 * Splits a line as bash does to complete it, not as it does to run it: the last word need not be whole, and what
 * readline replaces begins behind the last of `breaks` (COMP_WORDBREAKS) that is not quoted: in `work:pro`, `pro` alone
 * is replaced.
 */
export function readBashLine(line: string, breaks: string): BashLine {
  const words: string[] = [];
  let word = '';
  let isStarted = false;
  let quote: Quote = '';
  /** How much of the last word stays. */
  let kept = 0;
  for (let index = 0; index < line.length; index += 1) {
    const character = line[index] ?? '';
    if (character === '\\' && quote !== "'") {
      index += 1;
      word +=
        quote === '"' && !/["\\$`]/.test(line[index] ?? '')
          ? `\\${line[index] ?? ''}`
          : (line[index] ?? '');
    } else if (quote === '' && /\s/.test(character)) {
      if (isStarted) words.push(word);
      [word, isStarted, kept] = ['', false, 0];
      continue;
    } else if (quote === '' ? /['"]/.test(character) : character === quote) {
      quote = quote === '' ? (character as Quote) : '';
    } else {
      word += character;
      if (quote === '' && breaks.includes(character)) kept = word.length;
    }
    isStarted = true;
  }
  const open = quote;
  return {
    words: [...words, word],
    replacement: (whole) => quoteFor(open, whole.slice(kept)),
  };
}

/** Within a quote that is open, readline closes it behind the word. */
function quoteFor(open: Quote, text: string): string {
  if (open === "'") return text.replaceAll("'", String.raw`'\''`);
  if (open === '"') return text.replaceAll(/["\\$`]/g, String.raw`\$&`);
  return text.replaceAll(/[^\w.,/@%+=:-]/gu, String.raw`\$&`);
}
