import stringWidth from 'string-width';

/** Between two columns. */
export const gap = '  ';

/** Rows with their columns lined up, as a terminal shows them: wide characters count twice, colours not at all. */
export function alignColumns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [index, cell] of row.entries())
      widths[index] = Math.max(widths[index] ?? 0, stringWidth(cell));
  return rows.map((row) =>
    row
      .map((cell, index) => padTo(cell, widths[index] ?? 0))
      .join(gap)
      .trimEnd(),
  );
}

/** Pads a text to the width of a column; a wider one stays as it is. */
export function padTo(text: string, columns: number): string {
  return text + ' '.repeat(Math.max(0, columns - stringWidth(text)));
}

/** How many columns the widest of these takes. */
export function widthOf(texts: readonly string[]): number {
  return Math.max(0, ...texts.map((text) => stringWidth(text)));
}
