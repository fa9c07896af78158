/** `NAME=value` texts as a record; all after the first `=` is the value. */
export function readEntries(entries: readonly string[]): Record<string, string> {
  return Object.fromEntries(entries.map(splitAtEquals));
}

function splitAtEquals(entry: string): [string, string] {
  const at = entry.indexOf('=');
  return [entry.slice(0, at), entry.slice(at + 1)];
}
