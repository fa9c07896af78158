import type { Environment } from '../../ground/environment.ts';

/** The signs that pictures are made of. */
export interface Glyphs {
  /** To one of several below. */
  readonly fork: string;
  /** To the last one below. */
  readonly last: string;
  /** Past a line, to what comes after it. */
  readonly past: string;
  readonly ellipsis: string;
}

/** Lines where the locale has them and a terminal can show them, else what is on every keyboard. */
export function glyphsFor(env: Environment, platform: NodeJS.Platform): Glyphs {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '';
  const hasLines = platform === 'win32' || /utf-?8/i.test(locale);
  return hasLines && env['TERM'] !== 'dumb' ? lines : ascii;
}

const lines: Glyphs = { fork: '├─ ', last: '└─ ', past: '│  ', ellipsis: '…' };
const ascii: Glyphs = { fork: '|- ', last: '`- ', past: '|  ', ellipsis: '...' };
