import { Failure } from '../../ground/failure.ts';
import type { FileKind, SectionId } from '../dialect/sections.ts';
import { isValidName } from '../dialect/sections.ts';

/**
 * Control characters but the tab, so every newline; and halves of characters, which no file in UTF-8 can
 * hold.
 */
const unwritable = /[^\P{Cc}\t]|\p{Surrogate}/u;

/** What the reader would trim, or take for the beginning of a comment. */
const lost = /^[ \t#;]|[ \t]$|[ \t][#;]/;

/** @throws Failure of kind `configuration` where it is no name that the SDKs take */
export function checkKey(key: string): void {
  if (isValidName(key)) return;
  throw new Failure('configuration', `"${key}" is no name for a setting`, [nameRule]);
}

/** @throws Failure of kind `configuration` where the SDKs would not find the section under this name */
export function checkSection({ type, name }: SectionId, kind: FileKind): void {
  if (kind === 'credentials' && type !== 'profile') {
    throw new Failure('configuration', `the credentials file holds no \`${type}\` sections`, [
      'put it into the config file',
    ]);
  }
  if (isValidName(name)) return;
  throw new Failure('configuration', `"${name}" is no name for a ${type}`, [nameRule]);
}

/**
 * @throws Failure of kind `configuration` where the file would not give back this value: AWS's dialect has
 * no quotes and no escapes. The message does not show the value, which may be a secret.
 */
export function checkValue(key: string, value: string): void {
  if (!unwritable.test(value) && !lost.test(value)) return;
  throw new Failure('configuration', `the value of "${key}" cannot be written to a config file`, [
    'use a value without control characters, without blanks around it, and without a `#` or `;` that begins it or follows a blank',
  ]);
}

const nameRule = 'use letters, digits and `_-/.%@:+`';
