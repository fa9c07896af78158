import type { CommanderError } from 'commander';
import { Failure } from '../ground/failure.ts';
import {
  commandAliases,
  commandLineOptions,
  commandNames,
  commandOf,
  optionsOf,
  type CommandName,
} from '../plan/model/command-line.ts';
import { didYouMean } from './arguments/did-you-mean.ts';
import { commandSpecs } from './specs/specs.ts';

/** What commander found wrong with a command line, in awsmfa's words. */
export function usageFailure(error: CommanderError, argv: readonly string[]): Failure {
  const command = commandOf(argv[0]);
  const subject = quotedIn(error.message);
  if (error.code === 'commander.unknownCommand') return unknownCommand(subject);
  // What commander makes of `awsmfa help logn`; with a command that exists, help is shown.
  if (error.code === 'commander.help' && argv[1] !== undefined) return unknownCommand(argv[1]);
  if (error.code === 'commander.unknownOption') return unknownOption(subject, command);
  if (error.code === 'commander.excessArguments') return excess(command ?? 'export', error.message);
  return new Failure('usage', describeFault(error, command), [helpHint(command)]);
}

/** Commander names what it is about in single quotes, the first on the line. */
function quotedIn(message: string): string {
  return /^[^'\n]*'(.*)'/.exec(message)?.[1] ?? '';
}

function unknownCommand(name: string): Failure {
  return new Failure('usage', `unknown command "${name}"`, [
    ...didYouMean(name, [...commandNames, ...commandAliases.keys()]),
    helpHint(undefined),
  ]);
}

/** The value behind `=` stays out of the message: it may be a code. */
function unknownOption(word: string, command: CommandName | undefined): Failure {
  const flag = word.replace(/=.*$/s, '');
  const known = command === undefined ? commandLineOptions : optionsOf(command);
  const flags = [...new Set([...known.map((option) => option.flag), '--help', '--version'])];
  const isTooEarly = command === undefined && flags.includes(flag);
  const hints = isTooEarly
    ? ['options come after the command, as in `awsmfa export --profile NAME`']
    : didYouMean(flag, flags);
  return new Failure('usage', `unknown option \`${flag}\``, [...hints, helpHint(command)]);
}

function describeFault(
  { code, message }: CommanderError,
  command: CommandName | undefined,
): string {
  if (code === 'commander.missingArgument' && command !== undefined)
    return `\`${command}\` needs an operand: ${commandSpecs[command].operands?.[1]}`;
  if (code === 'commander.optionMissingArgument')
    return `\`${quotedIn(message).split(' ')[0]}\` needs a value`;
  return message.replace(/^error: /, '');
}

function excess(command: CommandName, message: string): Failure {
  const [accepted = 0, given = 0] = (message.match(/\d+/g) ?? []).map(Number);
  const words = ['no operand', 'one operand', 'two operands'][accepted] ?? `${accepted} operands`;
  const takesProfile = optionsOf(command).some(({ flag }) => flag === '--profile');
  return new Failure('usage', `\`${command}\` accepts ${words}, not ${given}`, [
    ...(accepted === 0 && takesProfile ? ['name the profile with `--profile NAME`'] : []),
    helpHint(command),
  ]);
}

function helpHint(command: CommandName | undefined): string {
  return command === undefined
    ? '`awsmfa --help` shows the commands'
    : `\`awsmfa ${command} --help\` shows how it is used`;
}
