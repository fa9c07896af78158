import { expect } from 'vitest';

/** Matches the failure of a format that cannot carry something; its message is all there is, so it holds no value. */
export function refusal(format: string, what: string): unknown {
  return expect.objectContaining({
    kind: 'usage',
    message: `the format "${format}" cannot carry ${what}`,
  });
}
