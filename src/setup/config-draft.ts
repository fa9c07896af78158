import { applyEdits } from '../config/edit/apply-edits.ts';
import type { Edit } from '../config/edit/edit.ts';
import { entriesIn } from '../config/dialect/entries.ts';
import type { ConfigText } from '../config/dialect/lines.ts';
import { SectionIndex } from '../config/dialect/section-index.ts';
import type { FileKind } from '../config/dialect/sections.ts';
import type { ConfigFiles } from '../config/files/locations.ts';

/** A change to one of the two files. */
export interface FileEdit {
  readonly file: FileKind;
  readonly edit: Edit;
}

/** The two files as they are, or as they should become. */
export type ConfigDraft = Readonly<Record<FileKind, ConfigText | undefined>>;

export const fileKinds = ['config', 'credentials'] as const;

/**
 * The files after these changes; a file that is not there is made where a change needs it.
 *
 * @throws Failure of kind `configuration` where a change cannot be made
 */
export function draftAfter(
  before: ConfigDraft,
  paths: ConfigFiles,
  edits: readonly FileEdit[],
): ConfigDraft {
  const after = (kind: FileKind): ConfigText | undefined => {
    const own = edits.flatMap(({ file, edit }) => (file === kind ? [edit] : []));
    if (own.length === 0) return before[kind];
    const source = before[kind] ?? { path: paths[kind], text: '' };
    return { path: source.path, text: applyEdits({ kind, ...source }, own) };
  };
  return { config: after('config'), credentials: after('credentials') };
}

/** A setting that a profile's own section has in one of the files. */
export interface OwnSetting {
  readonly file: FileKind;
  /** In lower case. */
  readonly key: string;
  /** Whether it says anything: an empty value counts as unset. */
  readonly isEmpty: boolean;
}

/**
 * The settings in a profile's own sections, file by file, without those that they include, and without values: some are
 * secrets.
 */
export function sectionSettings(draft: ConfigDraft, profile: string): readonly OwnSetting[] {
  return fileKinds.flatMap((file) => {
    const text = draft[file];
    if (text === undefined) return [];
    const source = { kind: file, ...text };
    return blocksOf(draft, file, profile)
      .flatMap((block) => entriesIn(source, block))
      .map(({ key, value }) => ({ file, key, isEmpty: value === '' }));
  });
}

export function hasSection(draft: ConfigDraft, file: FileKind, profile: string): boolean {
  return blocksOf(draft, file, profile).length > 0;
}

function blocksOf(draft: ConfigDraft, kind: FileKind, name: string) {
  const text = draft[kind];
  if (text === undefined) return [];
  return new SectionIndex({ kind, ...text }).blocks({ type: 'profile', name });
}
