import type { ConfigText, LineRange, SectionLine } from './lines.ts';
import { scanLines } from './lines.ts';
import type { FileKind, Meaning, SectionId, SectionType } from './sections.ts';
import { meaningOf } from './sections.ts';

/** One of the two files. */
export interface ConfigSource extends ConfigText {
  readonly kind: FileKind;
}

/** One header and everything up to the next. */
export interface Block extends LineRange {
  readonly header: string;
  readonly meaning: Meaning;
}

/** Which blocks of a file make up which section. */
export class SectionIndex {
  readonly source: ConfigSource;
  readonly #sections: Readonly<Record<SectionType, Map<string, Block[]>>>;

  constructor(source: ConfigSource) {
    this.source = source;
    this.#sections = { profile: new Map(), 'sso-session': new Map(), services: new Map() };
    for (const block of findBlocks(source)) this.#add(block);
  }

  /** The names of a type's sections, in file order. */
  names(type: SectionType): IterableIterator<string> {
    return this.#sections[type].keys();
  }

  /** The blocks to merge, in file order; empty where the file does not have the section. */
  blocks({ type, name }: SectionId): readonly Block[] {
    const blocks = this.#sections[type].get(name) ?? [];
    const prefixed = blocks.filter((block) => !isPlain(block));
    return prefixed.length > 0 ? prefixed : blocks;
  }

  /** The blocks that `blocks` leaves out: `[default]` beside `[profile default]`. */
  shadowed(id: SectionId): readonly Block[] {
    const all = this.#sections[id.type].get(id.name) ?? [];
    return all.length === this.blocks(id).length ? [] : all.filter(isPlain);
  }

  #add(block: Block): void {
    if (block.meaning.kind === 'skipped') return;
    const sections = this.#sections[block.meaning.type];
    const blocks = sections.get(block.meaning.name);
    if (blocks === undefined) sections.set(block.meaning.name, [block]);
    else blocks.push(block);
  }
}

/**
 * Every block of the file, including those of unknown sections.
 *
 * @throws Failure where any line of the file is an error: a file is read as a whole or not at all.
 */
export function findBlocks(source: ConfigSource): readonly Block[] {
  const headers: SectionLine[] = [];
  scanLines(source, (line) => {
    if (line.kind === 'section') headers.push(line);
  });
  return headers.map((line, at) => {
    const header = source.text.slice(line.nameStart, line.nameEnd);
    return {
      header,
      meaning: meaningOf(header, source.kind),
      start: line.start,
      end: headers[at + 1]?.start ?? source.text.length,
      number: line.number,
    };
  });
}

function isPlain({ meaning }: Block): boolean {
  return meaning.kind === 'section' && meaning.plain;
}
