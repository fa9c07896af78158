/**
 * Blots out, in a text of another program or of a server: the secrets it may know, exactly, and whatever else looks
 * like an AWS secret (a long word of base64 with small and capital letters and digits). Either may be escaped as in
 * JSON or a URL. The second may remove a harmless word, such as a path; a message stays readable.
 *
 * @param known keys, tokens, codes, passwords; what is shorter than a code is ignored
 */
export function withoutSecrets(text: string, known: readonly string[] = []): string {
  return withoutKnown(text, known).replaceAll(longWord, (word) =>
    secretLike.every((kind) => kind.test(word)) ? blot : word,
  );
}

const blot = '[secret]';
/** A token code has six digits. */
const shortest = 6;

/** Secret access keys have 40 characters of base64, session tokens hundreds. */
const longWord = /(?:[A-Z0-9+/_-]|\\\/|(?:%|\\u00)2[BF]){40,}(?:=|(?:%|\\u00)3D){0,2}/gi;
const secretLike = [/[a-z]/, /[A-Z]/, /\d/];

/** Blots out these alone, the longest first, since one may be the beginning of another. */
export function withoutKnown(text: string, known: readonly string[]): string {
  const secrets = known.filter((secret) => secret.length >= shortest);
  if (secrets.length === 0) return text;
  const longestFirst = secrets.toSorted((a, b) => b.length - a.length);
  return text.replaceAll(new RegExp(longestFirst.map(spellingsOf).join('|'), 'gi'), blot);
}

/** The secret as it is, and with any of its other characters as `\/`, `%2F` or `\u002f`. */
function spellingsOf(secret: string): string {
  return secret.replaceAll(/[^A-Z0-9]/gi, (character) => {
    const hex = character.charCodeAt(0).toString(16).padStart(2, '0');
    return String.raw`(?:\\?\u00${hex}|%${hex}|\\u00${hex})`;
  });
}
