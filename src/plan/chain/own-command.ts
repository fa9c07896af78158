import { splitCommand } from '../../words/split-command.ts';
import { Failure } from '../../ground/failure.ts';
import { describeOrigin, type Sourced } from '../../ground/origin.ts';
import { chainSettings, ownSettings, type Overrides, type SettingName } from '../model/request.ts';

/** A `credential_process` line that would start awsmfa: read, and resolved in this process instead. */
export interface OwnCommand {
  /** Undefined: `--role-arn` from the environment's keys. */
  readonly profile: string | undefined;
  readonly overrides: Overrides;
}

// What may stand before the program's name: a launcher, its flags, a variable for `env`.
const launcher = /^(?:node|npx|bunx|pnpx|env|winpty)$/;
const flagOrVariable = /^(?:-|\w+=)/;
const program = /^awsmfa(?:\.cjs)?$/;

/** Which options of `credential-process` stand for which setting. Others do not change what is resolved. */
const optionSettings: ReadonlyMap<string, SettingName> = new Map(
  [...chainSettings, ...ownSettings].map((name) => [`--${name.replaceAll('_', '-')}`, name]),
);
const shortNames: Readonly<Record<string, SettingName>> = { '--duration': 'duration_seconds' };
const flags = new Set(['--no-prompt', '--refresh', '--no-cache', '--debug']);

/** Undefined where the line starts some other program. */
export function parseOwnCommand(line: Sourced, platform: NodeJS.Platform): OwnCommand | undefined {
  const words = splitCommand(line.value, platform) ?? [];
  const own = words.findIndex((word) => !isBefore(word));
  if (own < 0 || !program.test(programName(words[own] ?? ''))) return undefined;
  const [command, ...rest] = words.slice(own + 1);
  if (command !== 'credential-process' && command !== 'export')
    throw unreadable(line, 'the command');
  return parseArguments(rest, line);
}

function isBefore(word: string): boolean {
  return flagOrVariable.test(word) || launcher.test(programName(word));
}

function programName(word: string): string {
  return word.replace(/^.*[/\\]/, '').replace(/\.(?:exe|cmd|bat|ps1)$/i, '');
}

function parseArguments(words: readonly string[], line: Sourced): OwnCommand {
  const overrides = new Map<SettingName, Sourced>();
  let profile: string | undefined;
  const rest = words.flatMap(splitEquals);
  for (let option = rest.shift(); option !== undefined; option = rest.shift()) {
    if (flags.has(option)) continue;
    const value = option.startsWith('-') ? rest.shift() : option;
    if (!value) throw unreadable(line, `option ${option}`);
    const setting = optionSettings.get(option) ?? shortNames[option];
    if (setting !== undefined) overrides.set(setting, { value, origin: line.origin });
    else if (option === '--profile' || option === value) profile = value;
  }
  return { profile, overrides };
}

/** `--profile=prod` as the two words it stands for. */
function splitEquals(word: string): readonly string[] {
  const equals = word.indexOf('=');
  return word.startsWith('--') && equals > 0
    ? [word.slice(0, equals), word.slice(equals + 1)]
    : [word];
}

function unreadable(line: Sourced, what: string): Failure {
  return new Failure(
    'configuration',
    `${what} of awsmfa's \`credential_process\` line (${describeOrigin(line.origin)}) is not understood`,
    ['write `credential_process = awsmfa credential-process --profile NAME`'],
  );
}
