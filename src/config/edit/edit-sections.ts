import { Failure } from '../../ground/failure.ts';
import { checkSection } from './edit-checks.ts';
import { endOfSettings, entriesIn } from '../dialect/entries.ts';
import { scanLines } from '../dialect/lines.ts';
import type { Block, ConfigSource } from '../dialect/section-index.ts';
import { SectionIndex } from '../dialect/section-index.ts';
import type { SectionId } from '../dialect/sections.ts';
import { headerOf, nameOffset, quotedName } from '../dialect/sections.ts';
import type { Splice } from './splice.ts';
import { applySplices, newlineOf } from './splice.ts';

/**
 * Adds an empty section at the end of the file, after a blank line. Where there is one already, nothing
 * changes.
 */
export function addSection(source: ConfigSource, id: SectionId): string {
  checkSection(id, source.kind);
  const { text } = source;
  if (new SectionIndex(source).blocks(id).length > 0) return text;
  const newline = newlineOf(text);
  return `${text}${gapAfter(text, newline)}[${headerOf(id, source.kind)}]${newline}`;
}

/**
 * Removes a section, all its duplicates, and what `[profile default]` hides. The comments and blank lines
 * above it stay; so do comments after its last setting, which belong to the next section.
 */
export function removeSection(source: ConfigSource, id: SectionId): string {
  const index = new SectionIndex(source);
  const blocks = [...index.blocks(id), ...index.shadowed(id)];
  return applySplices(
    source.text,
    blocks.map((block) => removal(source, block)),
  );
}

/**
 * Gives a section another name in all its headers; settings that refer to it keep the old one.
 *
 * @throws Failure of kind `configuration` where it is missing, or where renaming would merge it with
 * another or uncover a `[default]` that `[profile default]` hides
 */
export function renameSection(source: ConfigSource, id: SectionId, newName: string): string {
  const newId = { type: id.type, name: newName };
  checkSection(newId, source.kind);
  const index = new SectionIndex(source);
  const blocks = index.blocks(id);
  if (blocks.length === 0) throw notThere(source, id);
  if (newName === id.name) return source.text;
  for (const other of [...index.blocks(newId), ...index.shadowed(id)]) {
    throw inTheWay(source, other);
  }
  return applySplices(
    source.text,
    blocks.map((block) => rename(source, block, newId)),
  );
}

function gapAfter(text: string, newline: string): string {
  if (text === '' || text === '\uFEFF' || /\n\r?\n$/.test(text)) return '';
  return text.endsWith('\n') ? newline : newline + newline;
}

function removal(source: ConfigSource, block: Block): Splice {
  let end = endOfSettings(source, block, entriesIn(source, block));
  scanLines(
    source,
    (line) => {
      if (line.kind === 'blank' && line.start === end) end = line.end;
    },
    block,
  );
  return { start: block.start, end, text: '' };
}

/**
 * Changes the name and keeps the type and the spacing; only a plain `[default]` is replaced as a whole.
 */
function rename(source: ConfigSource, { header, start, meaning }: Block, newId: SectionId): Splice {
  const headerStart = source.text.indexOf(header, start + 1);
  const end = headerStart + header.length;
  if (source.kind === 'credentials' || (meaning.kind === 'section' && meaning.plain)) {
    return { start: headerStart, end, text: headerOf(newId, source.kind) };
  }
  return { start: headerStart + nameOffset(header), end, text: quotedName(newId.name) };
}

function notThere(source: ConfigSource, id: SectionId): Failure {
  return new Failure(
    'configuration',
    `"${source.path}" has no section \`[${headerOf(id, source.kind)}]\``,
    ['check the name'],
  );
}

function inTheWay(source: ConfigSource, other: Block): Failure {
  return new Failure(
    'configuration',
    `\`[${other.header}]\` is in the way (${source.path}:${other.number})`,
    ['remove or rename that section first'],
  );
}
