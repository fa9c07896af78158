/** A stretch of a text, and what to put in its place. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Every other byte stays as it is. The splices must not overlap. */
export function applySplices(text: string, splices: readonly Splice[]): string {
  const inOrder = splices.toSorted((a, b) => a.start - b.start);
  const pieces: string[] = [];
  let kept = 0;
  for (const splice of inOrder) {
    pieces.push(text.slice(kept, splice.start), splice.text);
    kept = splice.end;
  }
  return [...pieces, text.slice(kept)].join('');
}

/** The newline the file uses: that of its first line. */
export function newlineOf(text: string): '\n' | '\r\n' {
  const first = text.indexOf('\n');
  return text[first - 1] === '\r' ? '\r\n' : '\n';
}
