/**
 * The commands of a client of Assuan, the protocol of pinentry, and the server's replies: a line each. Every command
 * has one `OK` or `ERR` for a reply, with lines of data before it, so that they can all be sent at once.
 *
 * https://www.gnupg.org/documentation/manuals/assuan/
 */
export interface Reply {
  /** What came before the `OK`, decoded; empty where nothing did. */
  readonly data: string;
  /** The number after `ERR`; undefined after `OK`. */
  readonly error: number | undefined;
}

/** A command with its argument, in which line breaks and percent signs are encoded. */
export function assuanLine(command: string, argument: string): string {
  const encoded = argument.replaceAll(/[%\r\n]/g, (character) => encodeURIComponent(character));
  return `${command} ${encoded}`;
}

/** The server's greeting is the first. */
export function parseReplies(output: string): readonly Reply[] {
  const replies: Reply[] = [];
  let data = '';
  for (const line of output.split('\n')) {
    const [, word, rest = ''] = /^(D|OK|ERR)(?: (.*))?$/s.exec(line) ?? [];
    if (word === 'D') data += decode(rest);
    else if (word !== undefined) {
      replies.push({ data, error: word === 'ERR' ? Number.parseInt(rest, 10) : undefined });
      data = '';
    }
  }
  return replies;
}

function decode(text: string): string {
  return text.replaceAll(/%([\dA-F]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
