import type { Line, Look, Run } from './screen-cells.ts';

/** Of one cell, in pixels; a column is as wide as in most monospaced fonts of this size. */
const cell = { width: 8.4, height: 20 };
const margin = 20;

/** A dark panel, which is as readable on a light page as on a dark one. */
const background = '#1b1f27';
const foreground = '#d8dee9';
const faint = '#8b95a7';
/** Red, green, yellow, blue, magenta, cyan, white; their contrast with the panel is over 4.5. */
const colours = [
  faint,
  '#f2777a',
  '#99cc99',
  '#ffcc66',
  '#6fb3f2',
  '#d19fe8',
  '#66cccc',
  foreground,
];

/** The lines of a terminal as an SVG of its own, which needs neither fonts nor scripts. */
export function renderSvg(lines: readonly Line[], columns: number, title: string): string {
  const width = Math.ceil(columns * cell.width + 2 * margin);
  const height = lines.length * cell.height + 2 * margin;
  const texts = lines.flatMap((line, row) => line.map((run) => renderRun(run, row)));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
<title>${escape(title)}</title>
<rect width="100%" height="100%" rx="8" fill="${background}"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace" font-size="14" fill="${foreground}">
${texts.join('\n')}
</g>
</svg>
`;
}

/** As wide as its cells, whatever font the reader has. */
function renderRun({ column, text, width, look }: Run, row: number): string {
  const x = round(margin + column * cell.width);
  const y = margin + row * cell.height + 15;
  const length = round(width * cell.width);
  return `<text x="${x}" y="${y}" textLength="${length}"${attributes(look)}>${escape(text)}</text>`;
}

function attributes({ bold, faint: isFaint, colour }: Look): string {
  const fill = isFaint ? faint : colour === undefined ? undefined : colours[colour % 8];
  return (bold ? ' font-weight="bold"' : '') + (fill === undefined ? '' : ` fill="${fill}"`);
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
