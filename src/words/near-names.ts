/** The names that may have been meant. */
export function nearNames(name: string, names: readonly string[]): readonly string[] {
  return names.filter((other) => isNear(name, other)).slice(0, 3);
}

/**
 * At most one typo apart (two in longer names, such as swapped letters), or one the beginning of the other, in any
 * case.
 */
function isNear(name: string, other: string): boolean {
  const [a, b] = [name.toLowerCase(), other.toLowerCase()];
  if (a.length > 2 && (b.startsWith(a) || a.startsWith(b))) return true;
  const slips = Math.min(a.length, b.length) < 4 ? 1 : 2;
  return differences(a, b) <= slips;
}

function differences(a: string, b: string): number {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return Math.max(a.length, b.length) - start - end;
}
