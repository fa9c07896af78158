import { splitPosix } from '../../words/split-command.ts';
import { firstWord, skipBlanks } from './blanks.ts';

/** Which of the two files a text is: they spell the headers of profiles differently. */
export type FileKind = 'config' | 'credentials';

export type SectionType = 'profile' | 'sso-session' | 'services';

export interface SectionId {
  readonly type: SectionType;
  readonly name: string;
}

/** What a header means. */
export type Meaning =
  | (SectionId & {
      readonly kind: 'section';
      /** `[default]` in the config file, which `[profile default]` replaces wholly. */
      readonly plain: boolean;
    })
  | { readonly kind: 'skipped'; readonly why: SkipReason };

export type SkipReason =
  /** `[profile a b]`, `[profile "a]`: several words, an open quotation, nothing. */
  | 'invalid-name'
  /** `[NAME]` in the config file. */
  | 'no-prefix'
  /** `[profile NAME]` in the credentials file. */
  | 'prefix'
  /** `[plugins]`, `[sso-sesion x]`, `[profilefoo]`: nothing that AWS's tools would read as a profile. */
  | 'unknown-type';

const commonName = /^[\w\-/.%@:+]+$/;

/** @param header the text between the brackets, without the blanks around it */
export function meaningOf(header: string, kind: FileKind): Meaning {
  return kind === 'config' ? meaningInConfig(header) : meaningInCredentials(header);
}

/** Whether every SDK accepts it as the name of a section or of a setting. */
export function isCommonName(name: string): boolean {
  return commonName.test(name);
}

/** The text between the brackets for a section of this name. */
export function headerOf({ type, name }: SectionId, kind: FileKind): string {
  if (kind === 'credentials') return name;
  return type === 'profile' && name === 'default' ? name : `${type} ${quotedName(name)}`;
}

/** As the AWS CLI writes it into the config file: in quotes where a shell would need them. */
export function quotedName(name: string): string {
  return /[\s'"\\]/.test(name) ? `'${name.replaceAll("'", `'"'"'`)}'` : name;
}

/** Where the name begins in a header of the config file that begins with a type. */
export function nameOffset(header: string): number {
  return skipBlanks(header, firstWord(header).length, header.length);
}

/** botocore, and so the AWS CLI, splits such a header as a shell would: a name may be quoted. */
function meaningInConfig(header: string): Meaning {
  const type = firstWord(header);
  if (type === header) return meaningWithoutName(header);
  if (!isSectionType(type)) return { kind: 'skipped', why: 'unknown-type' };
  const text = header.slice(nameOffset(header));
  const [name, ...more] = isCommonName(text) ? [text] : (splitPosix(text) ?? []);
  if (!name || more.length > 0) return { kind: 'skipped', why: 'invalid-name' };
  return { kind: 'section', type, name, plain: false };
}

function meaningWithoutName(header: string): Meaning {
  if (header === 'default') return { kind: 'section', type: 'profile', name: header, plain: true };
  const why = header.startsWith('profile') ? 'unknown-type' : 'no-prefix';
  return { kind: 'skipped', why };
}

/** The AWS CLI writes and reads the name as it is: blanks need no quotes here, and quotes are part of the name. */
function meaningInCredentials(header: string): Meaning {
  const type = firstWord(header);
  if (type !== header && isSectionType(type)) {
    return { kind: 'skipped', why: type === 'profile' ? 'prefix' : 'unknown-type' };
  }
  if (header === '') return { kind: 'skipped', why: 'invalid-name' };
  return { kind: 'section', type: 'profile', name: header, plain: false };
}

function isSectionType(type: string): type is SectionType {
  return type === 'profile' || type === 'sso-session' || type === 'services';
}
