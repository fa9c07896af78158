import { Failure } from '../../ground/failure.ts';
import type { FileKind, SectionId } from '../dialect/sections.ts';
import { headerOf, isCommonName, meaningOf } from '../dialect/sections.ts';

/**
 * Control characters except the tab, so every newline; and halves of characters, which no file in UTF-8 can
 * hold.
 */
const unwritable = /[^\P{Cc}\t]|\p{Surrogate}/u;

/** What the reader would trim, or read as the beginning of a comment. */
const lost = /^[\s\u0085#;]|[\s\u0085]$|[\s\u0085][#;]/;

/** @throws Failure of kind `configuration` unless every SDK accepts it as the name of a setting */
export function checkKey(key: string): void {
  if (isCommonName(key)) return;
  throw new Failure('configuration', `a setting cannot be called "${key}"`, [
    'use letters, digits and `_-/.%@:+`',
  ]);
}

/** @throws Failure of kind `configuration` where the file would not give back this name, however it is quoted */
export function checkSection({ type, name }: SectionId, kind: FileKind): void {
  if (kind === 'credentials' && type !== 'profile') {
    throw new Failure('configuration', `the credentials file holds no \`${type}\` sections`, [
      'put it into the config file',
    ]);
  }
  if (canHold(kind, { type, name })) return;
  throw new Failure('configuration', `a ${type} cannot be called "${name}" in this file`, [
    'use letters, digits and `_-/.%@:+`',
  ]);
}

function canHold(kind: FileKind, id: SectionId): boolean {
  const header = headerOf(id, kind);
  if (unwritable.test(header) || header.includes(']') || header !== header.trim()) return false;
  return meaningOf(header, kind).kind === 'section';
}

/**
 * @throws Failure of kind `configuration` where the file would not give back this value: AWS's dialect has
 * no quotes and no escapes for values. The message does not show the value, which may be a secret.
 */
export function checkValue(key: string, value: string): void {
  if (!unwritable.test(value) && !lost.test(value)) return;
  throw new Failure('configuration', `the value of "${key}" cannot be written to a config file`, [
    'use a value without control characters, without blanks around it, and without a `#` or `;` that begins it or follows a blank',
  ]);
}
