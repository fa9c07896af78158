import { entriesIn } from '../../config/dialect/entries.ts';
import type { ConfigText } from '../../config/dialect/lines.ts';
import { findBlocks, SectionIndex, type Block } from '../../config/dialect/section-index.ts';
import type { FileKind } from '../../config/dialect/sections.ts';
import type { ConfigFiles } from '../../config/files/locations.ts';
import { readConfigFile } from '../../config/files/read.ts';
import { findMisreadings } from '../../config/lint/misreadings.ts';
import type { ExaminedFile, SettingPlace } from '../../doctor/model/surroundings.ts';
import { Failure } from '../../ground/failure.ts';
import { looksSecret } from '../../words/key-text.ts';

/** Each file by itself, so that an error in one does not hide what is wrong in the other. */
export function examineFiles(files: ConfigFiles): readonly ExaminedFile[] {
  return [examineFile('config', files.config), examineFile('credentials', files.credentials)];
}

function examineFile(kind: FileKind, path: string): ExaminedFile {
  try {
    const text = readConfigFile(path);
    if (text === undefined) return { kind, path, state: 'missing', misreadings: [], settings: [] };
    return { kind, path, state: 'read', ...examineText(kind, text) };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { kind, path, state: 'broken', failure: error, misreadings: [], settings: [] };
  }
}

function examineText(kind: FileKind, text: ConfigText) {
  const source = { kind, ...text };
  const settings = findBlocks(source).flatMap((block) => settingsIn(text, block));
  return { misreadings: findMisreadings(new SectionIndex(source)), settings };
}

function settingsIn(text: ConfigText, block: Block): readonly SettingPlace[] {
  const { meaning, number } = block;
  if (meaning.kind === 'skipped' || meaning.type !== 'profile') return [];
  return entriesIn(text, block).map(({ key, value, line }) => ({
    profile: meaning.name,
    key,
    value: mayBeSecret(key, value) ? '' : value,
    file: text.path,
    line: line.number,
    headerLine: number,
  }));
}

function mayBeSecret(key: string, value: string): boolean {
  return /secret|token|password/.test(key) || value.split(/\s/).some(looksSecret);
}
