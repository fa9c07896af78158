import { Failure } from '../../ground/failure.ts';
import { checkKey, checkValue } from './edit-checks.ts';
import type { Entry } from '../dialect/entries.ts';
import { endOfSettings, entriesIn } from '../dialect/entries.ts';
import type { Block, ConfigSource } from '../dialect/section-index.ts';
import { SectionIndex } from '../dialect/section-index.ts';
import type { SectionId } from '../dialect/sections.ts';
import { headerOf } from '../dialect/sections.ts';
import type { Splice } from './splice.ts';
import { applySplices, newlineOf } from './splice.ts';

/**
 * Gives a setting a value. Of duplicates, the one that counts is changed; a comment after the value stays; a
 * new setting goes below the last of its section, or below its header, with the spacing of the others.
 *
 * @returns the new text of the file
 * @throws Failure of kind `configuration` where the section is missing, the setting holds a nested block,
 * or the dialect cannot express the value
 */
export function setSetting(
  source: ConfigSource,
  id: SectionId,
  { key, value, place = 'last' }: NewSetting,
): string {
  checkKey(key);
  checkValue(key, value);
  const blocks = blocksOf(source, id);
  const last = blocks.at(-1);
  if (last === undefined) throw missingSection(source, id);
  const entry = entriesOf(source, blocks, key).at(-1);
  const splices =
    entry === undefined
      ? [insertion(source, place === 'last' ? last : (blocks[0] ?? last), { key, value, place })]
      : replacement(source, id, entry, value);
  return applySplices(source.text, splices);
}

export interface NewSetting {
  readonly key: string;
  readonly value: string;
  readonly place?: 'first' | 'last';
}

/**
 * Removes a setting with all its duplicates, including their continuation lines. Without such a setting, nothing
 * changes.
 */
export function unsetSetting(source: ConfigSource, id: SectionId, key: string): string {
  const entries = entriesOf(source, blocksOf(source, id), key);
  return applySplices(
    source.text,
    entries.flatMap(({ line, more }) => [line, ...more].map(removal)),
  );
}

/**
 * Gives a setting another name, and its duplicates too: value, comment and place stay.
 *
 * @throws Failure of kind `configuration` where the section has a setting of the new name already
 */
export function renameSetting(
  source: ConfigSource,
  id: SectionId,
  key: string,
  newKey: string,
): string {
  checkKey(newKey);
  const blocks = blocksOf(source, id);
  const [taken] = entriesOf(source, blocks, newKey);
  if (taken !== undefined && newKey.toLowerCase() !== key.toLowerCase()) {
    throw takenKey(source, newKey, taken);
  }
  const splices = entriesOf(source, blocks, key).map(({ line }) => ({
    start: line.textStart,
    end: line.keyEnd,
    text: newKey,
  }));
  return applySplices(source.text, splices);
}

function blocksOf(source: ConfigSource, id: SectionId): readonly Block[] {
  return new SectionIndex(source).blocks(id);
}

function entriesOf(source: ConfigSource, blocks: readonly Block[], key: string): readonly Entry[] {
  const wanted = key.toLowerCase();
  return blocks
    .flatMap((block) => entriesIn(source, block))
    .filter((entry) => entry.key === wanted);
}

function replacement(
  source: ConfigSource,
  id: SectionId,
  { key, line, more, nested }: Entry,
  value: string,
): readonly Splice[] {
  if (nested.length > 0) throw nestedBlock(source, id, key, line.number);
  const { valueStart: start, valueEnd: end } = line;
  const text = start === end && value !== '' ? ` ${value}` : value;
  return [{ start, end, text }, ...more.map(removal)];
}

function removal({ start, end }: { start: number; end: number }): Splice {
  return { start, end, text: '' };
}

function insertion(source: ConfigSource, block: Block, { key, value, place }: NewSetting): Splice {
  const { text } = source;
  const entries = entriesIn(source, block);
  const [at, like] =
    place === 'first'
      ? [endOfSettings(source, block, []), entries[0]]
      : [endOfSettings(source, block, entries), entries.at(-1)];
  const newline = newlineOf(text);
  const line = `${key}${separator(text, like)}${value}`;
  const inserted = text[at - 1] === '\n' ? `${line}${newline}` : `${newline}${line}`;
  return { start: at, end: at, text: inserted };
}

/** The `=` with the blanks around it, as the line above has them. */
function separator(text: string, above: Entry | undefined): string {
  if (above === undefined || above.line.valueStart === above.line.valueEnd) return ' = ';
  return text.slice(above.line.keyEnd, above.line.valueStart);
}

function missingSection(source: ConfigSource, id: SectionId): Failure {
  return new Failure(
    'configuration',
    `"${source.path}" has no section \`[${headerOf(id, source.kind)}]\``,
    ['add the section first'],
  );
}

function nestedBlock(source: ConfigSource, id: SectionId, key: string, line: number): Failure {
  return new Failure(
    'configuration',
    `"${key}" of "${id.name}" holds nested settings (${source.path}:${line})`,
    ['edit it yourself'],
  );
}

function takenKey(source: ConfigSource, key: string, { line }: Entry): Failure {
  return new Failure(
    'configuration',
    `there is a setting "${key}" already (${source.path}:${line.number})`,
    ['remove one of the two'],
  );
}
