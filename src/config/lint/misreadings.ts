import type { Line } from '../dialect/lines.ts';
import { scanLines } from '../dialect/lines.ts';
import { inheritedBlocks, inheritedSettings } from './inherited-settings.ts';
import type { Misreading } from './misreading.ts';
import { misreadingsOf } from './misread-lines.ts';
import type { ConfigSource, SectionIndex } from '../dialect/section-index.ts';

/** Something in a file that awsmfa skips, or that widely used AWS tools read otherwise. */
export interface ConfigWarning extends Misreading {
  readonly file: string;
  readonly line: number;
}

/**
 * What a person should know about a file that reads well here: what is skipped, and what the AWS CLI and
 * the SDKs, each of which has its own parser, read as something else. In file order. Never shows a
 * value.
 */
export function findMisreadings(index: SectionIndex): readonly ConfigWarning[] {
  const { source } = index;
  const shadowed = shadowedDefaults(index);
  const duplicates = new Duplicates(source);
  const warnings: ConfigWarning[] = [];
  const warn = (line: number, misreading: Misreading) =>
    warnings.push({ file: source.path, line, ...misreading });
  if (source.text.startsWith('\uFEFF')) warn(1, byteOrderMark);
  const inherited = inheritance(source);
  scanLines(source, (line) => {
    if (shadowed.has(line.start)) warn(line.number, shadowedDefault);
    const inheritedHere = inherited.get(line.start);
    if (inheritedHere !== undefined) warn(line.number, inheritedHere);
    for (const misreading of misreadingsOf(source, line)) warn(line.number, misreading);
    for (const duplicate of duplicates.visit(line)) warn(line.number, duplicate);
  });
  return warnings;
}

const byteOrderMark: Misreading = {
  kind: 'byte-order-mark',
  text: 'the file begins with a byte order mark: the AWS CLI refuses the whole file',
};

const shadowedDefault: Misreading = {
  kind: 'shadowed-default',
  text: '`[default]` is not read because there is a `[profile default]`: the AWS CLI reads the last of the two',
};

function shadowedDefaults(index: SectionIndex): ReadonlySet<number> {
  const blocks = index.shadowed({ type: 'profile', name: 'default' });
  return new Set(blocks.map(({ start }) => start));
}

/** By where the header begins; one without settings does nothing. */
function inheritance(source: ConfigSource): ReadonlyMap<number, Misreading> {
  const [first] = inheritedBlocks(source);
  const keys = new Set(inheritedSettings(source).map(({ key }) => `\`${key}\``));
  if (first === undefined || keys.size === 0) return new Map();
  const text = `the AWS CLI and boto3 add ${[...keys].join(', ')} of \`[DEFAULT]\` to every section of the file, and nothing else does`;
  return new Map([[first.start, { kind: 'inherited-settings', text }]]);
}

/** What is there twice: botocore, and so the AWS CLI, rejects the whole file. */
class Duplicates {
  readonly #source: ConfigSource;
  readonly #headers = new Map<string, number>();
  /** Of the section that is being read. */
  readonly #keys = new Map<string, number>();

  constructor(source: ConfigSource) {
    this.#source = source;
  }

  visit(line: Line): readonly Misreading[] {
    const { text } = this.#source;
    if (line.kind === 'section') {
      this.#keys.clear();
      const header = text.slice(line.nameStart, line.nameEnd);
      return again('duplicate-section', `\`[${header}]\``, this.#headers, header, line.number);
    }
    if (line.kind !== 'property') return [];
    const key = text.slice(line.textStart, line.keyEnd).toLowerCase();
    return again('duplicate-setting', `"${key}"`, this.#keys, key, line.number);
  }
}

function again(
  kind: 'duplicate-section' | 'duplicate-setting',
  what: string,
  seen: Map<string, number>,
  name: string,
  line: number,
): readonly Misreading[] {
  const first = seen.get(name);
  seen.set(name, line);
  if (first === undefined) return [];
  return [
    { kind, text: `${what} is already on line ${first}: the AWS CLI refuses the whole file` },
  ];
}
