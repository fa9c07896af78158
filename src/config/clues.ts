import { findBlocks, type Block, type SectionIndex } from './dialect/section-index.ts';
import { inheritedSettings } from './lint/inherited-settings.ts';
import { headerOf } from './dialect/sections.ts';
import { nearNames } from '../words/near-names.ts';

/** More profiles than this are not listed in a hint. */
const few = 5;

/**
 * What to do about a profile that was not found, or lacks something: sections that were probably meant for it but are
 * read as something else; for one that is not there, names like it, or else the names there are.
 */
export function cluesTo(name: string, files: readonly SectionIndex[]): readonly string[] {
  const misnamed = files.flatMap((file) => misnamedIn(file, name));
  const names = [...new Set(files.flatMap((file) => [...file.names('profile')]))];
  if (names.includes(name)) return [...misnamed, ...files.flatMap(inheritedIn)];
  if (misnamed.length > 0) return misnamed;
  const near = nearNames(name, names).map((other) => `did you mean "${other}"?`);
  return near.length > 0 ? near : [overview(names)];
}

function misnamedIn({ source }: SectionIndex, name: string): readonly string[] {
  const right = headerOf({ type: 'profile', name }, source.kind);
  return findBlocks(source)
    .filter((block) => isMeantFor(block, name))
    .map(
      ({ header, number }) =>
        `write \`[${right}]\` in place of \`[${header}]\` (${source.path}:${number})`,
    );
}

/** What the AWS CLI finds in every section, and awsmfa in none. */
function inheritedIn({ source }: SectionIndex): readonly string[] {
  const settings = inheritedSettings(source);
  const keys = [...new Set(settings.map(({ key }) => `\`${key}\``))];
  const [first] = settings;
  if (first === undefined) return [];
  return [
    `write ${keys.join(', ')} of \`[DEFAULT]\` (${first.path}:${first.line}) into the profiles themselves: only the AWS CLI and boto3 add it to each`,
  ];
}

/** The name without quotes, with or without a word before it: `[dev]`, `[profile dev]`, `[Profile dev]`, `["dev"]`. */
function isMeantFor({ header, meaning }: Block, name: string): boolean {
  if (meaning.kind === 'section' && (meaning.type !== 'profile' || meaning.name === name))
    return false;
  const words = header.replace(/['"\\]/g, '').trim();
  return words === name || words.replace(/\S+\s+/, '') === name;
}

function overview(names: readonly string[]): string {
  if (names.length === 0) return 'run `awsmfa setup`, which makes a first profile';
  if (names.length > few) return '`awsmfa list` shows the profiles there are';
  return `name an existing profile: ${names.map((name) => `"${name}"`).join(', ')}`;
}
