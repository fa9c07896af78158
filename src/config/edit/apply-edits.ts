import type { Edit } from './edit.ts';
import { Failure } from '../../ground/failure.ts';
import { addSection, removeSection, renameSection } from './edit-sections.ts';
import { renameSetting, setSetting, unsetSetting } from './edit-settings.ts';
import { contentOf, expectEdit, isSameContent } from './file-content.ts';
import type { ConfigSource } from '../dialect/section-index.ts';

/**
 * Makes changes, one after the other, and reads the result back before returning it.
 *
 * @returns the new text of the file, in which every byte that was not to change is as it was
 * @throws Failure of kind `configuration` where a change cannot be made
 */
export function applyEdits(source: ConfigSource, edits: readonly Edit[]): string {
  const text = edits.reduce(
    (before, edit) => applyEdit({ ...source, text: before }, edit),
    source.text,
  );
  verifyEdits(source, text, edits);
  return text;
}

/**
 * @throws Failure of kind `configuration` unless the reader finds in the new text what it finds in the old
 * one with just these changes made. A credentials file is too precious to trust string surgery alone.
 */
export function verifyEdits(source: ConfigSource, text: string, edits: readonly Edit[]): void {
  const expected = contentOf(source);
  for (const edit of edits) expectEdit(expected, edit, source.kind);
  if (isSameContent(expected, contentOf({ ...source, text }))) return;
  throw new Failure(
    'configuration',
    `this change to "${source.path}" would change something else too, so it is not made`,
    ['make the change yourself'],
  );
}

function applyEdit(source: ConfigSource, edit: Edit): string {
  switch (edit.kind) {
    case 'set':
      return setSetting(source, edit.section, edit);
    case 'unset':
      return unsetSetting(source, edit.section, edit.key);
    case 'rename-setting':
      return renameSetting(source, edit.section, edit.key, edit.newKey);
    case 'add-section':
      return addSection(source, edit.section);
    case 'remove-section':
      return removeSection(source, edit.section);
    case 'rename-section':
      return renameSection(source, edit.section, edit.newName);
  }
}
