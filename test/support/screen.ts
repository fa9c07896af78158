export interface Shown {
  readonly text: string;
  /** The line that the cursor is on. */
  readonly cursorLine: string;
}

/**
 * What a terminal of this size shows after this text, with what scrolled off it: the rows without blanks at their
 * ends, and without empty rows at the end. Knows the escape sequences that programs write which do not take the whole
 * screen; throws at others, so that nothing a program writes goes unnoticed.
 */
export function showScreen(text: string, columns: number, height: number): Shown {
  const origin = { row: 0, column: 0 };
  const screen: Screen = { lines: [[]], ...origin, saved: origin, top: 0, columns, height };
  for (const { 0: all, groups = {} } of text.matchAll(tokens)) {
    const { final, numbers = '' } = groups;
    if (final === undefined) putCharacter(screen, all);
    else controlSequence(screen, final, numbers);
  }
  const lines = screen.lines.map(textOf);
  return { text: lines.join('\n').trimEnd(), cursorLine: lines[screen.row] ?? '' };
}

interface Screen {
  readonly lines: string[][];
  /** The cursor, from the first line on. */
  row: number;
  column: number;
  /** The saved cursor, whose row counts from the top of the screen, wherever that has scrolled to meanwhile. */
  saved: { readonly row: number; readonly column: number };
  /** The first line that is still on the screen. */
  top: number;
  readonly columns: number;
  readonly height: number;
}

function textOf(cells: readonly (string | undefined)[]): string {
  return Array.from(cells, (cell) => cell ?? ' ')
    .join('')
    .trimEnd();
}

const tokens = /\u001b\[(?<numbers>[\d;?]*)(?<final>[A-Za-z])|\u001b[78]|[^]/gu;

function putCharacter(screen: Screen, character: string): void {
  if (character === '\r') screen.column = 0;
  else if (character === '\n') feedLine(screen);
  else if (character === '\b') screen.column = Math.max(0, screen.column - 1);
  else if (character === '\u001b7') save(screen);
  else if (character === '\u001b8') restore(screen);
  else if (character !== '\u0007') print(screen, character);
}

function print(screen: Screen, character: string): void {
  if (/\p{Control}/u.test(character)) throw new Error(`unexpected ${JSON.stringify(character)}`);
  if (screen.column >= screen.columns) {
    screen.column = 0;
    feedLine(screen);
  }
  rowOf(screen)[screen.column] = character;
  screen.column += 1;
}

function controlSequence(screen: Screen, final: string, numbers: string): void {
  const count = Math.max(1, Number.parseInt(numbers, 10) || 1);
  const isWhole = numbers === '2';
  if (final === 'A') screen.row = Math.max(screen.top, screen.row - count);
  else if (final === 'B') screen.row = Math.min(screen.top + screen.height - 1, screen.row + count);
  else if (final === 'C') screen.column += count;
  else if (final === 'D') screen.column = Math.max(0, screen.column - count);
  else if (final === 'G') screen.column = count - 1;
  else if (final === 'K') rowOf(screen).splice(isWhole ? 0 : screen.column);
  else if (final === 'J') clearBelow(screen);
  else if (!(final in withoutText))
    throw new Error(`unexpected escape sequence ${numbers}${final}`);
}

/** From the cursor on. */
function clearBelow(screen: Screen): void {
  rowOf(screen).splice(screen.column);
  screen.lines.splice(screen.row + 1);
}

/** Colours, and modes such as the cursor's visibility or bracketed paste. */
const withoutText = { m: true, h: true, l: true };

function feedLine(screen: Screen): void {
  screen.row += 1;
  screen.top = Math.max(screen.top, screen.row - screen.height + 1);
  rowOf(screen);
}

function save(screen: Screen): void {
  screen.saved = { row: screen.row - screen.top, column: screen.column };
}

function restore(screen: Screen): void {
  screen.row = screen.top + screen.saved.row;
  screen.column = screen.saved.column;
}

function rowOf(screen: Screen): string[] {
  while (screen.lines.length <= screen.row) screen.lines.push([]);
  return screen.lines[screen.row] ?? [];
}
