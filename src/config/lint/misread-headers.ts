import type { SectionLine } from '../dialect/lines.ts';
import type { Misreading } from './misreading.ts';
import type { ConfigSource } from '../dialect/section-index.ts';
import type { FileKind, SkipReason } from '../dialect/sections.ts';
import { isCommonName, meaningOf } from '../dialect/sections.ts';

/** Sections of the AWS CLI's own, which nobody means as profiles. */
const sectionsOfTheCli: ReadonlySet<string> = new Set(['plugins', 'preview']);

/** What to warn about in a section's header. */
export function misreadingsOfHeader(
  source: ConfigSource,
  line: SectionLine,
): readonly Misreading[] {
  const header = source.text.slice(line.nameStart, line.nameEnd);
  // What is in it is told of by itself.
  if (source.text.startsWith('[DEFAULT]', line.textStart)) return [];
  const meaning = meaningOf(header, source.kind);
  if (meaning.kind === 'skipped') return skipped(header, meaning.why);
  const bracketed = source.text.slice(line.textStart, line.textEnd);
  const checks = [
    uncommon(header, meaning.name),
    hiding(bracketed, source.kind) ?? spacing(bracketed),
    adjacentComment(bracketed),
    reserved(meaning.name),
  ];
  return checks.flatMap((misreading) => misreading ?? []);
}

/** Whether every JavaScript object has a member of this name. */
function isReserved(name: string): boolean {
  return name in Object.prototype;
}

function skipped(header: string, why: SkipReason): readonly Misreading[] {
  if (sectionsOfTheCli.has(header)) return [];
  return [{ kind: 'ignored-section', text: `\`[${header}]\` is skipped: ${whyIgnored[why]}` }];
}

const whyIgnored: Readonly<Record<SkipReason, string>> = {
  'invalid-name': "a name with blanks is written in quotes, `[profile 'my prod']`",
  'no-prefix': 'a profile of the config file is called `[profile NAME]`',
  prefix: 'a profile of the credentials file is called `[NAME]`, without `profile`',
  'unknown-type': 'unknown section type',
};

/** The AWS CLI reads what it writes; the shared specification knows neither quotes nor blanks. */
function uncommon(header: string, name: string): Misreading | undefined {
  if (isCommonName(name) && header.endsWith(name)) return undefined;
  return {
    kind: 'uncommon-name',
    text: `\`[${header}]\` is read here and by the AWS CLI, but most SDKs skip it`,
  };
}

/** botocore takes the text between the brackets as it is; only behind `profile` it splits words. */
function hiding(bracketed: string, kind: FileKind): Misreading | undefined {
  const inner = bracketed.slice(1, bracketed.indexOf(']'));
  const isSplit = kind === 'config' && /^\S+[ \t]+\S/.test(inner);
  if (isSplit || !/^[ \t]|[ \t]$/.test(inner)) return undefined;
  return {
    kind: 'hidden-section',
    text: `\`[${inner}]\` has a blank next to a bracket: the AWS CLI, boto3 and the JavaScript SDK do not find the section`,
  };
}

/** The JavaScript SDK expects exactly one blank, between type and name, and none next to the brackets. */
function spacing(bracketed: string): Misreading | undefined {
  const close = bracketed.indexOf(']');
  const inner = bracketed.slice(1, close);
  if (!/^[ \t]|[ \t][ \t]|[ \t]$/.test(inner)) return undefined;
  return {
    kind: 'header-spacing',
    text: 'blanks in the brackets: the JavaScript SDK does not find the section',
  };
}

function adjacentComment(bracketed: string): Misreading | undefined {
  const after = bracketed[bracketed.indexOf(']') + 1];
  if (after !== '#' && after !== ';') return undefined;
  return {
    kind: 'comment-after-header',
    text: 'a comment right after the header: the JavaScript SDK reads what follows as settings of the section above',
  };
}

function reserved(name: string): Misreading | undefined {
  if (!isReserved(name)) return undefined;
  return { kind: 'reserved-name', text: `the JavaScript SDK cannot read a section "${name}"` };
}
