import type { Terminal } from '../host/terminal/terminal.ts';

/** What a question puts on the terminal, remembered so that it can be wiped off again. */
export interface Page {
  /** Writes text, in a row of its own. */
  readonly write: (text: string) => void;
  /** To be called with what was typed. Whole lines were echoed; what came key by key was not. */
  readonly typed: (text: string) => void;
  /** Leaves all of it where it is, and the cursor at the start of the next row. */
  readonly endRow: () => void;
  /** Wipes all of it off the screen; where that cannot be done, leaves the cursor at the start of a row. */
  readonly wipe: () => void;
}

/** @param cursor whether the terminal understands sequences that move its cursor */
export function openPage(
  terminal: Pick<Terminal, 'write' | 'columns'>,
  cursor: 'movable' | 'fixed',
): Page {
  let shown = '';
  const isInRow = () => shown !== '' && !shown.endsWith('\n');
  return {
    write(text) {
      // A terminal in raw mode may need the carriage return.
      const added = `${isInRow() ? '\n' : ''}${text}`.replaceAll('\n', '\r\n');
      shown += added;
      terminal.write(added);
    },

    typed(text) {
      if (text.endsWith('\n')) shown += text;
    },

    endRow() {
      if (isInRow()) terminal.write('\r\n');
    },

    wipe() {
      if (cursor === 'movable') terminal.write(wipeSequence(shown, terminal.columns()));
      else this.endRow();
    },
  };
}

/**
 * Takes the cursor to the first row of a text it is at the end of, and clears from there on. Where the count is off, as
 * for wide characters, it is too low, and the rows at the bottom are cleared, among them those with a code.
 *
 * @param columns how wide the terminal is
 */
export function wipeSequence(shown: string, columns: number): string {
  const rows = shown
    .replaceAll('\r', '')
    .split('\n')
    .map((line) => rowsOf(line, columns));
  const up = rows.reduce((sum, count) => sum + count, -1);
  return `\r${up === 0 ? '' : `\u001b[${up}A`}\u001b[J`;
}

/** A line that fills its last row to the end has no further one. */
function rowsOf(line: string, columns: number): number {
  return Math.max(1, Math.ceil(line.length / columns));
}
