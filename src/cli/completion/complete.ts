import {
  commandAliases,
  commandOf,
  optionsOf,
  type CommandLineOption,
  type CommandName,
} from '../../plan/model/command-line.ts';
import { choicesOf } from '../arguments/choices.ts';
import { splitChildCommand } from '../arguments/child-command.ts';
import { commandGroups } from '../specs/command-spec.ts';
import { commandsIn, commandSpecs } from '../specs/specs.ts';

/** A word that may stand where the cursor is. */
export interface Candidate {
  readonly value: string;
  readonly description?: string;
}

/** What can be typed next. */
export type Completion =
  | { readonly kind: 'words'; readonly candidates: readonly Candidate[] }
  /** The command line of another program, from the word with this index on. */
  | { readonly kind: 'command'; readonly start: number };

/** @param words those behind `awsmfa`, up to the cursor; the last one is being typed, and may be empty */
export function complete(words: readonly string[], profiles: () => readonly string[]): Completion {
  const before = words.slice(0, -1);
  const current = words.at(-1) ?? '';
  const start = startOfChild(before) ?? (current.startsWith('-') ? undefined : startOfChild(words));
  if (start !== undefined) return { kind: 'command', start };
  const candidates = candidatesAt(before, current, profiles);
  return { kind: 'words', candidates: candidates.filter(({ value }) => value.startsWith(current)) };
}

/** The word that another program's command line begins with, or is to begin with. */
function startOfChild(words: readonly string[]): number | undefined {
  const { childCommand } = splitChildCommand(words);
  return childCommand && words.length - childCommand.length;
}

function candidatesAt(
  before: readonly string[],
  current: string,
  profiles: () => readonly string[],
): readonly Candidate[] {
  const [first, ...rest] = before;
  if (first === undefined) return current.startsWith('-') ? generalOptions : commands();
  if (first === 'help' && rest.length === 0) return commands();
  const command = commandOf(first);
  if (command === undefined) return [];
  const options = optionsOf(command);
  const open = options.find(({ flag, value }) => flag === rest.at(-1) && value !== undefined);
  if (open !== undefined) return valuesOf(open, profiles);
  const [flag = '', value] = current.split(/=(.*)/s);
  const joined = value === undefined ? undefined : options.find((option) => option.flag === flag);
  if (joined !== undefined) return valuesOf(joined, profiles).map(behind(`${flag}=`));
  const areOperandsOnly = rest.includes('--');
  if (current.startsWith('-') && !areOperandsOnly) return optionCandidates(options, rest);
  return operandsOf(command, positional(rest, options), profiles);
}

const help: Candidate = { value: '--help', description: 'print help' };

const generalOptions: readonly Candidate[] = [
  help,
  { value: '--version', description: 'print the version' },
];

function commands(): readonly Candidate[] {
  const own = commandGroups.flatMap(commandsIn).map((name) => [name, name] as const);
  return [...own, ...commandAliases].map(([value, name]) => ({
    value,
    description: commandSpecs[name].description,
  }));
}

function optionCandidates(
  options: readonly CommandLineOption[],
  given: readonly string[],
): readonly Candidate[] {
  const left = options.filter(({ flag }) => !given.includes(flag));
  return [...left.map(({ flag, help: description }) => ({ value: flag, description })), help];
}

function valuesOf(
  { flag, value = '' }: CommandLineOption,
  profiles: () => readonly string[],
): readonly Candidate[] {
  if (/^--(?:profile|source-profile|as)$/.test(flag))
    return profiles().map((name) => ({ value: name }));
  const choices = choicesOf(flag) ?? (value.includes('|') ? value.split('|') : []);
  return choices.map((choice) => ({ value: choice }));
}

function behind(prefix: string): (candidate: Candidate) => Candidate {
  return (candidate) => ({ ...candidate, value: prefix + candidate.value });
}

/** The words that are neither options nor their values. */
function positional(
  words: readonly string[],
  options: readonly CommandLineOption[],
): readonly string[] {
  const takesNext = (word: string | undefined) =>
    options.some(({ flag, value }) => flag === word && value !== undefined);
  return words.filter((word, index) => !word.startsWith('-') && !takesNext(words[index - 1]));
}

function operandsOf(
  name: CommandName,
  given: readonly string[],
  profiles: () => readonly string[],
): readonly Candidate[] {
  const { operands, moreOperands, choices } = commandSpecs[name];
  const names = [operands, moreOperands].flatMap((each) => (each === undefined ? [] : [each[0]]));
  const operand = names[given.length] ?? names.find((each) => each.includes('...'));
  if (operand === undefined) return [];
  const values =
    choices !== undefined && given.length === 0 ? choices : profilesFor(operand, profiles);
  return values.filter((value) => !given.includes(value)).map((value) => ({ value }));
}

function profilesFor(operand: string, profiles: () => readonly string[]): readonly string[] {
  return operand.includes('profile') ? profiles() : [];
}
