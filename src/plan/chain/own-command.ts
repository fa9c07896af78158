import { splitCommand } from '../../words/split-command.ts';
import type { Environment } from '../../ground/environment.ts';
import { Failure } from '../../ground/failure.ts';
import { describeOrigin, type Sourced } from '../../ground/origin.ts';
import { quoted } from '../../words/text.ts';
import { optionsOf, type CommandLineOption } from '../model/command-line.ts';
import { chooseProfile, type Overrides, type SettingName } from '../model/request.ts';
import { argumentsOfAwsmfa } from './launchers.ts';

/** A `credential_process` line that runs awsmfa: read here, and resolved in this process instead. */
export interface OwnCommand {
  /** Undefined: a role on the keys of the environment. */
  readonly profile: string | undefined;
  readonly overrides: Overrides;
}

/**
 * Undefined where the line runs another program.
 *
 * @throws Failure of kind `configuration` where the line would fail if it were run, or print something else than
 * credentials for an SDK.
 */
export function parseOwnCommand(
  line: Sourced,
  env: Environment,
  platform: NodeJS.Platform,
): OwnCommand | undefined {
  const words = argumentsOfAwsmfa(splitCommand(line.value, platform));
  if (words === undefined) return undefined;
  const [command, ...rest] = words;
  if (command !== 'credential-process' && command !== 'export') throw notOurs(line);
  const given = readWords(rest, optionsOf(command), line);
  const overrides = overridesOf(given, optionsOf(command), line);
  const named = command === 'export' ? namedInExport(given, line) : namedInHelper(given, line);
  const isChosen = command === 'export' || overrides.has('role_arn');
  if (named === undefined && !isChosen) throw wrong(line, 'names no profile');
  return { profile: chooseProfile(named, overrides, env), overrides };
}

/** Whether a `credential_process` line runs awsmfa, rightly or wrongly. */
export function runsAwsmfa(line: string, platform: NodeJS.Platform): boolean {
  return argumentsOfAwsmfa(splitCommand(line, platform)) !== undefined;
}

interface Given {
  readonly operands: readonly string[];
  /** By option, as the last of several gives it; an option without a value has `given`. */
  readonly values: ReadonlyMap<string, string>;
}

/**
 * As the parser of the command line reads them: the word behind an option that has a value is its value, whatever it
 * is.
 */
function readWords(
  words: readonly string[],
  options: readonly CommandLineOption[],
  line: Sourced,
): Given {
  const operands: string[] = [];
  const values = new Map<string, string>();
  const rest = words.values();
  for (const word of rest) {
    if (word === '--') operands.push(...rest);
    else if (!/^-./.test(word)) operands.push(word);
    else {
      const [flag = '', inline] = word.split(/=(.*)/s);
      const option = options.find((each) => each.flag === flag);
      const isFlag = option?.value === undefined;
      if (option === undefined || (isFlag && inline !== undefined))
        throw wrong(line, `has the option ${quoted(flag)}, which awsmfa does not have there`);
      const value = isFlag ? 'given' : (inline ?? rest.next().value ?? '');
      values.set(flag, value);
    }
  }
  const [empty] = [...values].find(([, value]) => value === '') ?? [];
  if (empty !== undefined) throw wrong(line, `gives the option ${quoted(empty)} no value`);
  return { operands, values };
}

function overridesOf(
  { values }: Given,
  options: readonly CommandLineOption[],
  { origin }: Sourced,
): Overrides {
  const given = options.flatMap(({ flag, setting }): [SettingName, Sourced][] => {
    const value = values.get(flag);
    return setting === undefined || value === undefined ? [] : [[setting, { value, origin }]];
  });
  return new Map(given);
}

function namedInHelper({ operands, values }: Given, line: Sourced): string | undefined {
  if (operands.length > 0) throw wrong(line, 'has a word that belongs to no option');
  return values.get('--profile');
}

function namedInExport({ operands, values }: Given, line: Sourced): string | undefined {
  const format = values.get('--format');
  if ((format !== 'process' && format !== 'json') || values.has('--unset'))
    throw wrong(line, 'runs `awsmfa export` without `--format process`');
  const [operand, another] = operands;
  const named = values.get('--profile') ?? operand;
  if (another !== undefined || (operand ?? named) !== named || named === '')
    throw wrong(line, 'does not name one profile');
  return named;
}

const hint = 'write `credential_process = awsmfa credential-process --profile NAME`';

function wrong(line: Sourced, what: string, more: readonly string[] = []): Failure {
  const where = `the \`credential_process\` line (${describeOrigin(line.origin)})`;
  return new Failure('configuration', `${where} ${what}`, [hint, ...more]);
}

/** A command that prints no credentials, or another program of the same name. */
function notOurs(line: Sourced): Failure {
  return wrong(line, 'runs awsmfa, but neither `credential-process` nor `export`', [
    'if it is meant for another program called awsmfa, call that by another name',
  ]);
}
