import { parse } from 'ini';

import type { Entry, NestedEntry } from './entries.ts';
import { entriesIn } from './entries.ts';
import { looksSecret } from '../../words/key-text.ts';
import { indentedSecret, indentedSetting } from './line-errors.ts';
import type { Setting } from './profile.ts';
import type { ConfigText, LineRange } from './lines.ts';
import { isCommonName } from './sections.ts';

/** What `ini.parse` is: text to values by name. */
export type IniParser = (text: string) => Record<string, unknown>;

export const parseIni: IniParser = (text) => parse(text);

/**
 * The settings of a section, by lower-case key, the last of duplicates: secrets as they are.
 *
 * `ini` splits names at dots, makes lists of `k[]`, drops `__proto__`, cuts values at `#` and `;` and lets
 * nested settings overwrite the section's own. So it is given values alone, quoted, each under the number of its line.
 *
 * @throws Failure of kind `configuration`, with file and line, where a value holds a secret that is not its own.
 */
export function readSettings(
  source: ConfigText,
  blocks: readonly LineRange[],
  parseText: IniParser,
): Map<string, Setting> {
  const entries = blocks
    .flatMap((block) => entriesIn(source, block))
    .filter(({ key }) => isCommonName(key));
  if (entries.length === 0) return new Map();
  refuseIndented(source, entries);
  const values = parseText(entries.flatMap(iniLines).join('\n'));
  const setting = ({ key, line }: Entry | NestedEntry): Setting => ({
    // `ini` turns `true`, `false` and `null` into more than text.
    value: String(values[line.number]),
    origin: { kind: 'file', file: source.path, line: line.number, name: key },
  });
  return new Map(
    entries.map((entry) => {
      const nested = entry.nested.map((each) => [each.key, setting(each)] as const);
      const own = setting(entry);
      return [entry.key, nested.length === 0 ? own : { ...own, nested: new Map(nested) }];
    }),
  );
}

/**
 * A line that is indented by accident becomes part of the value above: a secret would be shown wherever that is, and
 * without its role or MFA device the profile's own key would be handed out.
 */
function refuseIndented({ path, text }: ConfigText, entries: readonly Entry[]): void {
  for (const { textStart, textEnd, number } of entries.flatMap(({ more }) => more)) {
    const line = text.slice(textStart, textEnd);
    if (secretName.test(line) || line.split(/[\s=]/).some(looksSecret))
      throw indentedSecret({ path, number });
    if (chainSetting.test(line)) throw indentedSetting({ path, number });
  }
}

const secretName = /secret_?access_?key|(?:session|security)_?token/i;
const chainSetting =
  /^(?:awsmfa_\w+|aws_access_key_id|role_arn|source_profile|credential_process|credential_source|mfa_serial|external_id)\s*=/i;

function iniLines({ value, line, nested }: Entry): readonly string[] {
  return [{ value, line }, ...nested].map((each) => `${each.line.number}=${quoted(each.value)}`);
}

/**
 * `ini` reads what is quoted as JSON, but loses a line with one of the two separators that JSON leaves as
 * they are.
 */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
