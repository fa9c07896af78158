import { Option, type Command } from 'commander';
import { Failure } from '../../ground/failure.ts';
import type { Sourced } from '../../ground/origin.ts';
import { optionsOf, type CommandName } from '../../plan/model/command-line.ts';
import type { Overrides, SettingName } from '../../plan/model/request.ts';
import type { RunOptions } from '../../run/run-options.ts';
import { choicesOf, hintToChoice } from './choices.ts';

export function addOptions(command: Command, name: CommandName): Command {
  for (const { flag, value, setting, help } of optionsOf(name)) {
    const option = new OwnOption(value === undefined ? flag : `${flag} <${value}>`, help);
    if (setting !== undefined) option.helpGroup('In place of a setting:');
    const choices = choicesOf(flag);
    command.addOption(choices === undefined ? option : withChoices(option, choices));
  }
  return command;
}

/** Is kept under its flag, so that `--prompt` and `--no-prompt` are two options, and not one. */
class OwnOption extends Option {
  override attributeName(): string {
    return this.long ?? this.flags;
  }
}

function withChoices(option: Option, choices: readonly string[]): Option {
  return option.choices(choices).argParser((value: string) => {
    if (value === '' || choices.includes(value)) return value;
    const accepted = `\`${option.long}\` accepts ${choices.join(', ')}, not "${value}"`;
    throw new Failure('usage', accepted, hintToChoice(value, choices));
  });
}

/** What a command line gives; each part is parsed, and may throw, only when it is asked for. */
export interface Given {
  has(flag: string): boolean;
  /** @throws Failure of kind `usage` for an empty value: as a rule that of a shell variable nobody set. */
  text(flag: string): string | undefined;
  /** The words that belong to no option. */
  readonly operands: readonly string[];
  /** The operand or `--profile`. @throws Failure of kind `usage` where they differ. */
  profile(): string | undefined;
  /** For commands that accept several: the operands, and `--profile` after them. */
  profiles(): readonly string[];
  runOptions(): RunOptions;
  /** The program to run and its arguments; undefined where none is given. */
  readonly childCommand: readonly string[] | undefined;
}

export function createGiven(
  name: CommandName,
  command: Command,
  childCommand?: readonly string[],
): Given {
  const parsed: Readonly<Record<string, unknown>> = command.opts();
  // What begins with `--no-` is true until it is given.
  const has = (flag: string) => parsed[flag] === !flag.startsWith('--no-');
  const text = (flag: string) => {
    const value = parsed[flag];
    if (value === '') throw isEmpty(`\`${flag}\``);
    return typeof value === 'string' ? value : undefined;
  };
  const profiles = () => {
    if (command.args.includes('')) throw isEmpty('the name of a profile');
    return [...command.args, text('--profile')].filter((each) => each !== undefined);
  };
  return {
    has,
    text,
    operands: command.args,
    profile: () => onlyOne(profiles()),
    profiles,
    runOptions: () => readRunOptions(has, text, readSettings(name, text)),
    childCommand,
  };
}

function onlyOne([profile, another]: readonly string[]): string | undefined {
  if (another === undefined || another === profile) return profile;
  throw new Failure('usage', `two profiles are named: "${profile}" and "${another}"`, [
    'name the profile once',
  ]);
}

function readRunOptions(has: Given['has'], text: Given['text'], settings: Overrides): RunOptions {
  const tokenCode = text('--token-code');
  return {
    settings,
    ...(tokenCode === undefined ? {} : { tokenCode }),
    runBy: 'anybody',
    prompting: has('--no-prompt') ? 'forbidden' : 'allowed',
    cache: has('--no-cache') ? 'bypassed' : has('--refresh') ? 'refreshed' : 'used',
    warnings: 'shown',
    debug: has('--debug') ? 'on' : 'off',
  };
}

function readSettings(name: CommandName, text: Given['text']): Overrides {
  const given = optionsOf(name).flatMap(({ flag, setting }): [SettingName, Sourced][] => {
    const value = setting && text(flag);
    return setting === undefined || value === undefined
      ? []
      : [[setting, { value, origin: { kind: 'option', name: flag } }]];
  });
  return new Map(given);
}

function isEmpty(what: string): Failure {
  return new Failure('usage', `${what} is empty`, [
    'give it a value, or leave it out: is a variable unset?',
  ]);
}
