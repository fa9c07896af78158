import type { Edit } from './edit.ts';
import { entriesIn } from '../dialect/entries.ts';
import type { Block, ConfigSource } from '../dialect/section-index.ts';
import { findBlocks } from '../dialect/section-index.ts';
import type { FileKind, SectionId } from '../dialect/sections.ts';
import { headerOf, quotedName } from '../dialect/sections.ts';

/**
 * Everything in a file, by section, including what the reader skips. A section's key is its header in a
 * normal form. Holds secrets: for comparing only, never to be shown.
 */
export type FileContent = Map<string, Map<string, string>>;

/** What is in a text, duplicates merged. */
export function contentOf(source: ConfigSource): FileContent {
  const content: FileContent = new Map();
  for (const block of findBlocks(source)) {
    const header = spelled(block, source.kind);
    const settings = content.get(header) ?? new Map<string, string>();
    for (const { key, value } of entriesIn(source, block)) settings.set(key, value);
    content.set(header, settings);
  }
  return content;
}

/** Makes the change that an edit asks for. */
export function expectEdit(content: FileContent, edit: Edit, kind: FileKind): void {
  const header = readHeader(content, edit.section, kind);
  const settings = content.get(header);
  switch (edit.kind) {
    case 'set':
      settings?.set(edit.key.toLowerCase(), edit.value);
      break;
    case 'unset':
      settings?.delete(edit.key.toLowerCase());
      break;
    case 'rename-setting':
      if (settings !== undefined) move(settings, edit.key.toLowerCase(), edit.newKey.toLowerCase());
      break;
    case 'add-section':
      if (settings === undefined) content.set(headerOf(edit.section, kind), new Map());
      break;
    case 'remove-section':
      content.delete(header);
      content.delete(headerOf(edit.section, kind));
      break;
    case 'rename-section':
      if (edit.newName === edit.section.name) break;
      move(content, header, prefixed({ ...edit.section, name: edit.newName }, kind));
      break;
  }
}

export function isSameContent(one: FileContent, other: FileContent): boolean {
  return isSameMap(one, other, (a, b) => isSameMap(a, b, (x, y) => x === y));
}

/** The header under which the reader finds the section: `[profile default]` before `[default]`. */
function readHeader(content: FileContent, id: SectionId, kind: FileKind): string {
  const header = prefixed(id, kind);
  return content.has(header) ? header : headerOf(id, kind);
}

function spelled({ header, meaning }: Block, kind: FileKind): string {
  return meaning.kind === 'skipped' || meaning.plain ? header : prefixed(meaning, kind);
}

function prefixed({ type, name }: SectionId, kind: FileKind): string {
  return kind === 'credentials' ? name : `${type} ${quotedName(name)}`;
}

function move<V>(map: Map<string, V>, from: string, to: string): void {
  const value = map.get(from);
  if (value === undefined) return;
  map.delete(from);
  map.set(to, value);
}

function isSameMap<V>(
  one: ReadonlyMap<string, V>,
  other: ReadonlyMap<string, V>,
  isSame: (a: V, b: V) => boolean,
): boolean {
  if (one.size !== other.size) return false;
  return [...one].every(([key, value]) => {
    const match = other.get(key);
    return match !== undefined && isSame(value, match);
  });
}
