/** Secret access keys have 40 characters of base64, session tokens hundreds. */
const longWord = /[A-Za-z0-9+/_-]{40,}={0,2}/g;
const secretLike = [/[a-z]/, /[A-Z]/, /\d/];

/**
 * Blots out, in a text of another program, what looks like an AWS secret: a long word of base64 with small and capital
 * letters and digits. It may hit an innocent word, such as a path; a message can bear that.
 */
export function withoutSecrets(text: string): string {
  return text.replaceAll(longWord, (word) =>
    secretLike.every((kind) => kind.test(word)) ? '[secret]' : word,
  );
}
