/**
 * A `credential_process` line, which every client is to read alike: botocore splits it by itself, most others hand it
 * to `sh -c` or `cmd /C`, and the readers of config files cut it at a blank with a `#` behind it. On Unix a backslash
 * before whatever is not plain is the one spelling that none of them takes for anything else.
 *
 * @param program the words that start awsmfa, as absolute paths
 */
export function processLine(
  program: readonly string[],
  profile: string,
  platform: NodeJS.Platform,
): string {
  const words = [...program, 'credential-process', '--profile', profile];
  return words.map(platform === 'win32' ? windowsWord : posixWord).join(' ');
}

function posixWord(word: string): string {
  return word.replaceAll(/[^\p{L}\p{N}@%+=:,./_-]/gu, String.raw`\$&`);
}

/** As Microsoft's C runtime reads it. */
function windowsWord(word: string): string {
  if (/^[^\s"]+$/.test(word)) return word;
  return `"${word.replaceAll(/(\\*)"/g, String.raw`$1$1\"`).replace(/\\+$/, '$&$&')}"`;
}
