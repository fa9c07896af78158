const unitSeconds: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600 };

/** Reads `3600`, `3600s`, `90m` or `12h`. Returns whole seconds; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const [, digits, unit = ''] = /^(\d{1,9})([smh]?)$/.exec(text.trim()) ?? [];
  const factor = unitSeconds[unit];
  return digits === undefined || factor === undefined ? undefined : Number(digits) * factor;
}

/** How long a session still lives, never more than is true: `11 h 58 min`, `4 min`, `under a minute`. */
export function describeRemaining(milliseconds: number): string {
  const minutes = Math.floor(milliseconds / 60_000);
  return minutes < 1 ? 'under a minute' : describeDuration(minutes * 60);
}

/** A duration in whole seconds: `12 h`, `1 h 30 min`, `45 s`. */
export function describeDuration(seconds: number): string {
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'min'],
    [Math.floor(seconds % 60), 's'],
  ] as const;
  const shown = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return shown.join(' ') || '0 s';
}
