import { parse } from 'ini';

import type { Entry } from './entries.ts';
import { entriesIn } from './entries.ts';
import type { Setting } from './profile.ts';
import type { ConfigText, LineRange } from './lines.ts';
import { isValidName } from './sections.ts';

/** What `ini.parse` is: text to values by name, with an object for each section. */
export type IniParser = (text: string) => Record<string, unknown>;

export const parseIni: IniParser = (text) => parse(text);

/**
 * The settings of a section, by lower-case key, the last of duplicates: secrets as they are.
 *
 * `ini` splits names at dots, makes lists of `k[]`, drops `__proto__`, cuts values at `#` and `;` and lets
 * nested settings overwrite the section's own. So it is given names that end in `@` and their line number,
 * which also says where a value came from and keeps duplicates apart, quoted values, and each nested block
 * as a section of its own, called by the number of the line it belongs to.
 */
export function readSettings(
  source: ConfigText,
  blocks: readonly LineRange[],
  parseText: IniParser,
): Map<string, Setting> {
  const entries = blocks.flatMap((block) => entriesIn(source, block));
  const valid = entries.filter(({ key }) => isValidName(key));
  return valid.length === 0
    ? new Map<string, Setting>()
    : settingsIn(parseText(iniText(valid)), source.path);
}

function iniText(entries: readonly Entry[]): string {
  const own = entries.map(({ key, value, line }) => iniLine(key, line.number, value));
  return [...own, ...entries.flatMap(iniSection)].join('\n');
}

function iniSection({ nested, line }: Entry): readonly string[] {
  if (nested.length === 0) return [];
  return [
    `[${line.number}]`,
    ...nested.map(({ key, value, number }) => iniLine(key, number, value)),
  ];
}

function iniLine(key: string, number: number, value: string): string {
  return `${quoted(`${key}@${number}`)}=${quoted(value)}`;
}

/**
 * `ini` reads what is quoted as JSON, but loses a line with one of the two separators that JSON leaves as
 * they are.
 */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

function settingsIn(values: object, file: string): Map<string, Setting> {
  const settings = new Map<string, Setting>();
  const blocks = new Map<string, object>();
  for (const [name, value] of Object.entries(values) as [string, unknown][]) {
    if (typeof value === 'object' && value !== null) blocks.set(name, value);
    else addSetting(settings, file, name, value);
  }
  for (const [key, setting] of settings) {
    const block = blocks.get(String(setting.origin.line));
    if (block !== undefined) settings.set(key, { ...setting, nested: settingsIn(block, file) });
  }
  return settings;
}

/** @param value text, or what `ini` makes of the texts `true`, `false` and `null` */
function addSetting(
  settings: Map<string, Setting>,
  file: string,
  name: string,
  value: unknown,
): void {
  const at = name.lastIndexOf('@');
  const key = name.slice(0, at);
  const line = Number(name.slice(at + 1));
  settings.set(key, { value: String(value), origin: { kind: 'file', file, line, name: key } });
}
