import type { Sourced } from '../ground/origin.ts';
import { Option, type Command } from 'commander';
import { Failure } from '../ground/failure.ts';
import type { SettingName } from '../plan/model/request.ts';
import { parseDuration } from '../words/duration.ts';
import type { RunOptions } from '../run/run-options.ts';

/** The options that stand for a setting: the option, what it takes, the setting, what it says. */
const settingOptions: readonly (readonly [string, string, SettingName, string])[] = [
  ['--region', 'REGION', 'region', 'region to use and to hand on'],
  [
    '--role-arn',
    'ARN',
    'role_arn',
    'role to assume; without a profile, from the environment’s keys',
  ],
  ['--source-profile', 'NAME', 'source_profile', 'profile whose credentials assume the role'],
  ['--external-id', 'ID', 'external_id', 'external id the role asks for'],
  ['--role-session-name', 'NAME', 'role_session_name', 'name of the session in CloudTrail'],
  ['--mfa-serial', 'SERIAL', 'mfa_serial', 'ARN or serial number of the MFA device'],
  [
    '--mfa-strategy',
    'session|direct',
    'mfa_strategy',
    'send the code with GetSessionToken or AssumeRole',
  ],
];

/** What commander hands to an action, by its own camel-case names. */
export type ParsedOptions = Readonly<Record<string, string | boolean | undefined>>;

/** The options of every command that resolves a profile. */
export function addChainOptions(command: Command, duration: SettingName): Command {
  for (const [flag, value, , text] of settingOptions) command.option(`${flag} <${value}>`, text);
  const what = duration === 'session_duration' ? 'MFA session' : 'last role’s session';
  return command
    .option('--duration <DURATION>', `life of the ${what}: seconds, or 90m, 12h`)
    .option('--debug', 'tell on stderr what is done, without secrets');
}

/** The options of the commands that may ask for a code. */
export function addCodeOptions(command: Command): Command {
  return command
    .option('--token-code <CODE>', 'the code of the MFA device (-: the first line of stdin)')
    .option('--no-prompt', 'never ask for a code: fail with status 5 where one is needed')
    .option('--refresh', 'get a new session, even if the cached one is still good');
}

export function addCacheOption(command: Command): Command {
  return command.option('--no-cache', 'neither read nor write the cache');
}

export function profileOption(): Option {
  return new Option('--profile <NAME>', 'profile to get credentials for');
}

export function readRunOptions(parsed: ParsedOptions, duration: SettingName): RunOptions {
  const text = (flag: string) => optionValue(flag, parsed);
  const tokenCode = text('--token-code');
  return {
    settings: readSettings(text, duration),
    ...(tokenCode === undefined ? {} : { tokenCode }),
    prompting: parsed['prompt'] === false ? 'forbidden' : 'allowed',
    cache: readCache(parsed),
    warnings: 'shown',
    debug: parsed['debug'] === true ? 'on' : 'off',
  };
}

function readCache(parsed: ParsedOptions): RunOptions['cache'] {
  if (parsed['cache'] === false) return 'bypassed';
  return parsed['refresh'] === true ? 'refreshed' : 'used';
}

function readSettings(
  text: (flag: string) => string | undefined,
  duration: SettingName,
): RunOptions['settings'] {
  const settings = new Map<SettingName, Sourced>();
  const options = [...settingOptions, ['--duration', '', duration] as const];
  for (const [flag, , setting] of options) {
    const value = text(flag);
    if (value !== undefined)
      settings.set(setting, { value, origin: { kind: 'option', name: flag } });
  }
  return settings;
}

/** @throws Failure of kind `usage` for an empty value: as a rule that of a shell's variable nobody set. */
function optionValue(flag: string, parsed: ParsedOptions): string | undefined {
  const value = parsed[camelCase(flag)];
  if (value === '') throw isEmpty(`\`${flag}\``);
  return typeof value === 'string' ? value : undefined;
}

function isEmpty(what: string): Failure {
  return new Failure('usage', `${what} is empty`, [
    'give it a value, or leave it out: is a variable unset?',
  ]);
}

/** `--role-arn` as commander names it: `roleArn`. */
function camelCase(flag: string): string {
  return flag.slice(2).replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());
}

/** @throws Failure of kind `usage` for anything but seconds, `90m` or `12h`. */
export function durationOption(flag: string, text: string): number {
  const seconds = parseDuration(text);
  if (seconds !== undefined) return seconds;
  throw new Failure('usage', `\`${flag}\` takes a duration, not "${text}"`, [
    'use seconds, or a number with m or h, such as 90m or 12h',
  ]);
}

/** A profile may be the operand or `--profile`; both only if they agree. */
export function chosenProfile(
  operand: string | undefined,
  parsed: ParsedOptions,
): string | undefined {
  const option = optionValue('--profile', parsed);
  if (operand === '') throw isEmpty('the name of the profile');
  if (option === undefined) return operand;
  if (operand === undefined || operand === option) return option;
  throw new Failure('usage', `two profiles are named: "${operand}" and "${option}"`, [
    'name the profile once',
  ]);
}

/** For commands that take several: the operands, and `--profile` after them. */
export function chosenProfiles(
  operands: readonly string[],
  parsed: ParsedOptions,
): readonly string[] {
  const option = optionValue('--profile', parsed);
  if (operands.includes('')) throw isEmpty('the name of a profile');
  return option === undefined ? operands : [...operands, option];
}
