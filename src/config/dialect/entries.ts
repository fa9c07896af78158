import type { ConfigText, ContinuationLine, LineRange, PropertyLine } from './lines.ts';
import { scanLines } from './lines.ts';

/**
 * A setting as AWS's dialect reads it: without its comment, its continuation lines joined, its nested block set apart.
 */
export interface Entry {
  /** In lower case, as the AWS CLI and the shared specification have it. */
  readonly key: string;
  /** The value; for a nested block its text: a newline before each of its lines. */
  readonly value: string;
  readonly line: PropertyLine;
  /** The lines of the value below the first. */
  readonly more: readonly (ContinuationLine | PropertyLine)[];
  readonly nested: readonly NestedEntry[];
}

export interface NestedEntry {
  readonly key: string;
  readonly value: string;
  readonly line: PropertyLine;
}

/** The settings in a block, in file order, with duplicates and with names that no SDK accepts. */
export function entriesIn(source: ConfigText, block: LineRange): readonly Entry[] {
  const groups: { line: PropertyLine; more: (ContinuationLine | PropertyLine)[] }[] = [];
  scanLines(
    source,
    (line) => {
      if (line.kind === 'property') groups.push({ line, more: [] });
      else if (line.kind === 'continuation' || line.kind === 'nested')
        groups.at(-1)?.more.push(line);
    },
    block,
  );
  return groups.map(({ line, more }) => entry(source.text, line, more));
}

/**
 * Where a block's last setting ends, or its header where it has none: the comments and blank lines after
 * it may belong to the section below.
 */
export function endOfSettings(
  source: ConfigText,
  block: LineRange,
  entries: readonly Entry[],
): number {
  const last = entries.at(-1);
  if (last !== undefined) return (last.more.at(-1) ?? last.line).end;
  const newline = source.text.indexOf('\n', block.start);
  return newline === -1 ? block.end : newline + 1;
}

function entry(text: string, line: PropertyLine, more: Entry['more']): Entry {
  const first = text.slice(line.valueStart, line.valueEnd);
  const below = more.map(({ textStart, textEnd }) => text.slice(textStart, textEnd));
  const nested = more.flatMap((each) => (each.kind === 'nested' ? nestedEntry(text, each) : []));
  return {
    key: keyOf(text, line),
    value: [first, ...below].join('\n'),
    line,
    more,
    nested,
  };
}

function nestedEntry(text: string, line: PropertyLine): NestedEntry {
  const value = text.slice(line.valueStart, line.valueEnd);
  return { key: keyOf(text, line), value, line };
}

function keyOf(text: string, line: PropertyLine): string {
  return text.slice(line.textStart, line.keyEnd).toLowerCase();
}
