/**
 * Text from a file or from AWS as one line that is safe on a terminal.
 *
 * What steers a terminal or deceives the eye is spelled out: control characters and with them every ANSI sequence
 * (`\x1b`), line breaks, overrides of the writing direction (`\u202e`), zero-width and other invisible characters.
 * Printable text stays as it is, backslashes included.
 */
export function printable(text: string): string {
  return text.replaceAll(unprintable, spellOut);
}

/** The same in double quotes. */
export function quoted(text: string): string {
  return `"${printable(text).replaceAll('"', String.raw`\"`)}"`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

/** A URL without the user and password that may precede its host. */
export function withoutUser(url: string): string {
  return url.replace(/([a-z][a-z\d+.-]*:\/\/)?.*@/is, '$1');
}

const unprintable =
  /[\p{Control}\p{Format}\p{Surrogate}\p{Line_Separator}\p{Paragraph_Separator}\p{Default_Ignorable_Code_Point}]/gu;

function spellOut(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  if (code <= 0xff) return named[character] ?? `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`;
}

const named: Partial<Record<string, string>> = {
  '\n': String.raw`\n`,
  '\r': String.raw`\r`,
  '\t': String.raw`\t`,
};

/** Replaces the home folder in paths by `~`. */
export function withTilde(text: string, home: string | undefined): string {
  return home === undefined || home === '/' ? text : text.replaceAll(`${home}/`, '~/');
}
