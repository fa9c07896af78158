import xterm from '@xterm/headless';

/** Cells of one look that stand side by side. */
export interface Run {
  /** Of its first cell, from 0 on. */
  readonly column: number;
  readonly text: string;
  /** In cells: a wide character has two. */
  readonly width: number;
  readonly look: Look;
}

export interface Look {
  readonly bold: boolean;
  readonly faint: boolean;
  /** The number of the colour among the sixteen; undefined: that of the text. */
  readonly colour: number | undefined;
}

export type Line = readonly Run[];

/** What a terminal of this size shows after this output, with what scrolled off it, as far as anything is written. */
export async function readScreen(output: string, columns: number): Promise<readonly Line[]> {
  const terminal = new xterm.Terminal({ cols: columns, rows: 60, allowProposedApi: true });
  await new Promise<void>((resolve) => terminal.write(output, resolve));
  const { active } = terminal.buffer;
  const lines = Array.from({ length: active.length }, (_, row) => runsOf(active.getLine(row)));
  terminal.dispose();
  return lines.slice(0, lines.findLastIndex((line) => line.length > 0) + 1);
}

type BufferLine = NonNullable<ReturnType<xterm.Terminal['buffer']['active']['getLine']>>;

function runsOf(line: BufferLine | undefined): Line {
  const runs: Run[] = [];
  for (let column = 0; column < (line?.length ?? 0); column += 1) {
    const cell = line?.getCell(column);
    const text = cell?.getChars().trim() ?? '';
    if (cell === undefined || text === '') continue;
    const look = {
      bold: cell.isBold() !== 0,
      faint: cell.isDim() !== 0,
      colour: cell.isFgPalette() ? cell.getFgColor() : undefined,
    };
    addCell(runs, { column, text, width: cell.getWidth(), look });
  }
  return runs;
}

/** To the run before it, where that is of the same look, and ends here or one blank ago. */
function addCell(runs: Run[], cell: Run): void {
  const last = runs.at(-1);
  const gap = last === undefined ? Infinity : cell.column - last.column - last.width;
  if (last === undefined || gap > 1 || JSON.stringify(last.look) !== JSON.stringify(cell.look)) {
    runs.push(cell);
    return;
  }
  const text = last.text + ' '.repeat(gap) + cell.text;
  runs.splice(-1, 1, { ...last, text, width: last.width + gap + cell.width });
}
