import stringWidth from 'string-width';

/** A text that takes at most so many columns, with an ellipsis in place of its end where it is longer. */
export function shorten(text: string, columns: number, ellipsis: string): string {
  if (stringWidth(text) <= columns) return text;
  const room = columns - stringWidth(ellipsis);
  let shown = '';
  let width = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    width += stringWidth(segment);
    if (width > room) break;
    shown += segment;
  }
  return shown + ellipsis;
}

/** The columns of two cells in a room that may be too small: the second gets half of it at least, if it needs it. */
export function fitTwo(first: number, second: number, room: number): readonly [number, number] {
  const ofSecond = Math.min(second, Math.max(room - first, Math.floor(room / 2)));
  return [Math.min(first, room - ofSecond), ofSecond];
}
