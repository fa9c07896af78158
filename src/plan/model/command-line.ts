import { defaultPrompt, promptNames } from './plan.ts';
import type { SettingName } from './request.ts';
import { settingOptions } from './setting-options.ts';

/** In the order of help, which shows them in groups. */
export const commandNames = [
  'setup',
  'list',
  'explain',
  'doctor',
  'completion',
  'login',
  'exec',
  'export',
  'write-profile',
  'console',
  'clear',
  'keys',
  'rotate',
  'credential-process',
] as const;

export type CommandName = (typeof commandNames)[number];

/** Other names of commands. */
export const commandAliases: ReadonlyMap<string, CommandName> = new Map([['status', 'list']]);

/** The command that a word calls, by its own or another name. */
export function commandOf(word = ''): CommandName | undefined {
  return commandNames.find((name) => name === word) ?? commandAliases.get(word);
}

export interface CommandLineOption {
  /** `--region` */
  readonly flag: string;
  /** What its value is called in help; undefined for an option without one. */
  readonly value?: string;
  /** The setting it is given in place of. */
  readonly setting?: SettingName;
  readonly commands: readonly CommandName[];
  readonly help: string;
}

/** Those that get credentials, and may have to ask for a code. */
const asking = [
  'setup',
  'credential-process',
  'export',
  'exec',
  'write-profile',
  'console',
  'login',
] as const;
/** Those, and the ones that only resolve a plan. */
const resolving = [...asking, 'explain', 'clear'] as const;
const durations = 'seconds, or 90m, 12h, 1h30m';

/**
 * Every option there is. The command line and its help are made from this table, and `credential_process` lines are
 * read by it. A command has each flag once.
 */
export const commandLineOptions: readonly CommandLineOption[] = [
  {
    flag: '--profile',
    value: 'NAME',
    commands: [...resolving, 'list', 'keys', 'rotate'],
    help: 'profile to work on',
  },
  { flag: '--format', value: 'FORMAT', commands: ['export'], help: 'how to print them' },
  { flag: '--unset', commands: ['export'], help: 'print statements that undo an export' },
  {
    flag: '--as',
    value: 'NAME',
    commands: ['write-profile'],
    help: 'name of the profile to write',
  },
  {
    flag: '--replace-key',
    value: 'ID',
    commands: ['write-profile'],
    help: 'long-term access key that may be overwritten there',
  },
  {
    flag: '--destination',
    value: 'PLACE',
    commands: ['console'],
    help: 'service, such as s3, or page of the console',
  },
  { flag: '--print', commands: ['console'], help: 'print the URL instead of opening it' },
  {
    flag: '--min-remaining',
    value: 'DURATION',
    commands: ['login'],
    help: 'ask only if less than this is left',
  },
  {
    flag: '--min-remaining',
    value: 'DURATION',
    commands: ['list'],
    help: 'print nothing: end with status 0 if no code is needed for that long, else 5',
  },
  { flag: '--json', commands: ['explain', 'list', 'doctor'], help: 'print JSON' },
  { flag: '--online', commands: ['doctor'], help: 'ask AWS about the keys as well' },
  { flag: '--dry-run', commands: ['setup'], help: 'show what would be written, and write nothing' },
  { flag: '--undo', commands: ['setup'], help: 'bring back what the last set-up changed' },
  { flag: '--all', commands: ['clear'], help: 'forget every session' },
  ...settingOptions.map((option) => ({ ...option, commands: resolving })),
  {
    flag: '--duration',
    value: 'DURATION',
    setting: 'duration_seconds',
    commands: [
      'setup',
      'credential-process',
      'export',
      'exec',
      'write-profile',
      'console',
      'explain',
      'clear',
    ],
    help: `how long the last role’s session lasts: ${durations}`,
  },
  {
    flag: '--duration',
    value: 'DURATION',
    setting: 'session_duration',
    commands: ['login'],
    help: `how long the MFA session lasts: ${durations}`,
  },
  {
    flag: '--access-key-id',
    value: 'ID',
    commands: ['setup', 'keys'],
    help: 'id of the access key to add',
  },
  {
    flag: '--secret-access-key',
    value: '-',
    commands: ['setup', 'keys'],
    help: 'its secret, from the first line of stdin',
  },
  { flag: '--delete', commands: ['rotate'], help: 'delete the old key, not only deactivate it' },
  { flag: '--yes', commands: ['setup', 'keys'], help: 'do it without asking' },
  { flag: '--debug', commands: resolving, help: 'say on stderr what is done, without secrets' },
  {
    flag: '--token-code',
    value: 'CODE',
    commands: [...asking, 'rotate'],
    help: 'the code of the MFA device (-: the first line of stdin)',
  },
  {
    flag: '--prompt',
    value: 'LIST',
    setting: 'prompt',
    commands: [...asking, 'explain'],
    help: `how to ask for a code: ${promptNames.join(', ')}; default: ${defaultPrompt.join()}`,
  },
  {
    flag: '--no-prompt',
    commands: [...asking, 'rotate'],
    help: 'never ask for a code: fail with status 5 where one is needed',
  },
  {
    flag: '--refresh',
    commands: [
      'credential-process',
      'export',
      'exec',
      'write-profile',
      'console',
      'login',
      'rotate',
    ],
    help: 'get a new session, even if the cached one is still good',
  },
  {
    flag: '--no-cache',
    commands: ['credential-process', 'export', 'exec', 'write-profile', 'console'],
    help: 'neither read nor write the cache',
  },
];

export function optionsOf(command: CommandName): readonly CommandLineOption[] {
  return commandLineOptions.filter(({ commands }) => commands.includes(command));
}
