import { createHash } from 'node:crypto';

/** A hash of plain data, in hex. Properties are sorted, so that their order does not matter. */
export function hash(value: unknown): string {
  const canonical = JSON.stringify(value, (_name, part: unknown) => sorted(part));
  return sha256(canonical);
}

function sorted(part: unknown): unknown {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
  return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** SHA-256 in hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
