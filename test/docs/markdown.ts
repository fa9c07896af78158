import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../support/bundle.ts';

/** A text of the project: `README.md`, `docs/reference.md`. */
export function document(name: string): string {
  return readFileSync(join(projectRoot, name), 'utf8');
}

/** The code blocks of a language, in their order. */
export function codeBlocks(text: string, language: string): readonly string[] {
  const blocks = text.matchAll(/^```(\w*)\n(.*?)^```$/gms);
  return [...blocks].flatMap(([, tag, body = '']) => (tag === language ? [body] : []));
}

/** What is in backticks outside of code blocks, double ones included. */
export function codeSpans(text: string): readonly string[] {
  const prose = text.replace(/^```.*?^```$/gms, '');
  return [...prose.matchAll(/(`+) ?(.+?) ?\1/g)].map(([, , code = '']) =>
    code.replaceAll(String.raw`\|`, '|'),
  );
}

/** The rows of the table whose first column has this title; each row is its cells. */
export function tableRows(text: string, title: string): readonly (readonly string[])[] {
  const rows = text.split('\n').map((line) => /^\|(.*)\|$/.exec(line)?.[1]);
  const start = rows.findIndex((row) => row?.split('|')[0]?.trim() === title);
  if (start < 0) throw new Error(`there is no table "${title}"`);
  const end = rows.findIndex((row, index) => index > start && row === undefined);
  return rows.slice(start + 2, end).map((row) => cellsOf(row ?? ''));
}

function cellsOf(row: string): readonly string[] {
  return row.split(/(?<!\\)\|/).map((cell) => cell.trim());
}

export interface Exchange {
  readonly command: string;
  /** Up to the line in which the code is typed; empty where nothing is asked. */
  readonly question: readonly string[];
  readonly output: readonly string[];
}

/** What is typed after `$`, and what comes of it. */
export function exchanges(block: string): readonly Exchange[] {
  return block
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = '', ...lines] = part.trimEnd().split('\n');
      const typed = lines.findIndex((line) => line.includes('›'));
      return { command, question: lines.slice(0, typed + 1), output: lines.slice(typed + 1) };
    });
}
