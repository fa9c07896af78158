/** How a duration can be written, for hints. */
export const durationForms = 'seconds, or hours and minutes such as `90m`, `12h` or `1h30m`';

const parts = /^(?=.)(?:(\d{1,6}) ?h)? ?(?:(\d{1,6}) ?m(?:in)?)? ?(?:(\d{1,9}) ?s)?$/;

/**
 * Reads `3600`, `90m`, `12h`, `1h30m`, and durations as awsmfa prints them, `1 h 30 min`. Undefined for anything else.
 */
export function parseDuration(text: string): number | undefined {
  const given = text.trim();
  if (/^\d{1,9}$/.test(given)) return Number(given);
  const found = parts.exec(given);
  if (found === null) return undefined;
  const [, hours = 0, minutes = 0, seconds = 0] = found;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** How long a session still lasts, rounded down: `11 h 58 min`, `4 min`, `under a minute`. */
export function describeRemaining(remainingMs: number): string {
  const minutes = Math.floor(remainingMs / 60_000);
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
