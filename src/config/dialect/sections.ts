import { isBlank, skipBlanks } from './blanks.ts';

/** Which of the two files a text is: they spell the headers of profiles differently. */
export type FileKind = 'config' | 'credentials';

export type SectionType = 'profile' | 'sso-session' | 'services';

export interface SectionId {
  readonly type: SectionType;
  readonly name: string;
}

/** What a header stands for. */
export type Meaning =
  | (SectionId & {
      readonly kind: 'section';
      /** `[default]` in the config file, which `[profile default]` replaces wholly. */
      readonly plain: boolean;
    })
  | { readonly kind: 'skipped'; readonly why: SkipReason };

export type SkipReason =
  /** A name with characters that the SDKs do not take. */
  | 'invalid-name'
  /** `[NAME]` in the config file. */
  | 'no-prefix'
  /** `[profile NAME]` in the credentials file. */
  | 'prefix'
  /** `[plugins]`, `[sso-sesion x]`, `[profilefoo]`: nothing that AWS's tools would take for a profile. */
  | 'unknown-type';

const validName = /^[\w\-/.%@:+]+$/;

/** @param header what stands between the brackets, without the blanks around it */
export function meaningOf(header: string, kind: FileKind): Meaning {
  return kind === 'config' ? meaningInConfig(header) : meaningInCredentials(header);
}

/** Whether the SDKs take it for the name of a section or of a setting. */
export function isValidName(name: string): boolean {
  return validName.test(name);
}

/** What stands between the brackets for a section of this name. */
export function headerOf({ type, name }: SectionId, kind: FileKind): string {
  if (kind === 'credentials') return name;
  return type === 'profile' && name === 'default' ? name : `${type} ${name}`;
}

function meaningInConfig(header: string): Meaning {
  const type = firstWord(header);
  if (type === header) return meaningWithoutName(header);
  if (!isSectionType(type)) return { kind: 'skipped', why: 'unknown-type' };
  return named(type, header.slice(skipBlanks(header, type.length, header.length)));
}

function meaningWithoutName(header: string): Meaning {
  if (header === 'default') return { kind: 'section', type: 'profile', name: header, plain: true };
  const why = header.startsWith('profile') ? 'unknown-type' : 'no-prefix';
  return { kind: 'skipped', why };
}

function meaningInCredentials(header: string): Meaning {
  const type = firstWord(header);
  if (type === header) return named('profile', header);
  if (type === 'profile') return { kind: 'skipped', why: 'prefix' };
  return { kind: 'skipped', why: isSectionType(type) ? 'unknown-type' : 'invalid-name' };
}

function firstWord(header: string): string {
  let end = 0;
  while (end < header.length && !isBlank(header.charCodeAt(end))) end++;
  return header.slice(0, end);
}

function named(type: SectionType, name: string): Meaning {
  if (!isValidName(name)) return { kind: 'skipped', why: 'invalid-name' };
  return { kind: 'section', type, name, plain: false };
}

function isSectionType(type: string): type is SectionType {
  return type === 'profile' || type === 'sso-session' || type === 'services';
}
