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
import { askBack, didYouMean } from './arguments/did-you-mean.ts';
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
  const flags = general.filter((flag) => flag === `--${name}`);
  const hints =
    flags.length > 0
      ? askBack(flags)
      : didYouMean(name, [...commandNames, ...commandAliases.keys()]);
  return new Failure('usage', `unknown command "${name}"`, [...hints, helpHint(undefined)]);
}

const general = ['--help', '--version'];

/** The value behind `=` stays out of the message: it may be a code. */
function unknownOption(word: string, command: CommandName | undefined): Failure {
  const flag = word.replace(/=.*$/s, '');
  const known = command === undefined ? commandLineOptions : optionsOf(command);
  const flags = [...new Set([...known.map((option) => option.flag), ...general])];
  const isKnown = flags.includes(flag);
  if (command !== undefined && isKnown)
    return new Failure('usage', `\`${flag}\` accepts no value`, [helpHint(command)]);
  const hints = isKnown
    ? ['options come after the command, as in `awsmfa export --profile NAME`']
    : meantBy(flag, flags);
  return new Failure('usage', `unknown option \`${flag}\``, [...hints, helpHint(command)]);
}

/** A letter after a single dash may be meant for any option that begins with it. */
function meantBy(flag: string, flags: readonly string[]): readonly string[] {
  const letter = /^-(\w)$/.exec(flag)?.[1];
  if (letter === undefined) return didYouMean(flag, flags);
  return askBack(flags.filter((each) => each.startsWith(`--${letter.toLowerCase()}`)));
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
  const instead = accepted === 0 ? '' : `, not ${given}`;
  return new Failure('usage', `\`${command}\` accepts ${words}${instead}`, [
    ...(accepted === 0 && takesProfile ? ['name the profile with `--profile NAME`'] : []),
    helpHint(command),
  ]);
}

function helpHint(command: CommandName | undefined): string {
  return command === undefined
    ? '`awsmfa --help` shows the commands'
    : `\`awsmfa ${command} --help\` shows how it is used`;
}
