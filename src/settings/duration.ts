const unitSeconds: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600 };

/** Reads `3600`, `3600s`, `90m` or `12h`. Returns whole seconds; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const [, digits, unit = ''] = /^(\d{1,9})([smh]?)$/.exec(text.trim()) ?? [];
  const factor = unitSeconds[unit];
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}
