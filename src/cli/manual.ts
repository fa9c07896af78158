import packageInfo from '../../package.json' with { type: 'json' };
import { exitStatus, type FailureKind } from '../ground/failure.ts';
import {
  commandLineOptions,
  optionsOf,
  type CommandLineOption,
  type CommandName,
} from '../plan/model/command-line.ts';
import { choicesOf } from './arguments/choices.ts';
import { commandGroups, type CommandGroup } from './specs/command-spec.ts';
import { commandsIn, commandSpecs } from './specs/specs.ts';
import {
  example,
  header,
  indented,
  item,
  paragraphs,
  section,
  subsection,
} from '../render/roff.ts';

/** The manual page, awsmfa(1), from the tables that the command line is made of. `npm run build` writes it. */
export function renderManual(): string {
  return [
    header('awsmfa', `awsmfa ${packageInfo.version}`),
    section('NAME', String.raw`awsmfa \- one MFA code a day for every AWS account`),
    section('SYNOPSIS', paragraphs('`awsmfa` COMMAND [options]')),
    section('DESCRIPTION', paragraphs(...description)),
    section('COMMANDS', ...commandGroups.map(describeGroup)),
    section('OPTIONS OF SEVERAL COMMANDS', ...describeShared()),
    section('FILES', ...files.map(([name, text]) => item(`\`${name}\``, text))),
    section('EXIT STATUS', ...statuses().map(([status, text]) => item(`\`${status}\``, text))),
    section('SEE ALSO', paragraphs('`aws`(1), and the pages in the `docs` folder of the package')),
    '',
  ].join('\n');
}

const description = [
  'awsmfa turns one MFA code a day into credentials for every AWS account you have a role in: for the AWS CLI, every AWS SDK, Terraform and the shell.',
  'A profile of `~/.aws/config` runs it with a `credential_process` line. The first program that needs credentials has it ask for the MFA code, on the terminal that the program runs in. From then on nothing is asked until the MFA session expires.',
  'Where a command accepts a profile and none is named, it is that of `AWS_PROFILE` or `AWS_DEFAULT_PROFILE`, else `default`.',
];

const files = [
  ['~/.aws/config', 'the profiles; another file with `AWS_CONFIG_FILE`'],
  ['~/.aws/credentials', 'access keys; another file with `AWS_SHARED_CREDENTIALS_FILE`'],
  ['~/.aws/awsmfa', 'the cached sessions; another folder with `AWSMFA_HOME`'],
] as const;

function describeGroup(group: CommandGroup): string {
  const names = commandsIn(group);
  return names.length === 0 ? '' : subsection(group, ...names.map(describeCommand));
}

function describeCommand(name: CommandName): string {
  const { description: does, operands, moreOperands, usage, examples } = commandSpecs[name];
  const line = usage ?? ['[options]', operands?.[0], moreOperands?.[0]].join(' ');
  const own = optionsOf(name).filter((option) => !isShared(option));
  return [
    item(`\`awsmfa ${name}\` ${line}`.trimEnd(), does),
    indented(
      ...own.map(describeOption),
      ...examples.map(({ command, does: text }) => example(command, text)),
    ),
  ].join('\n');
}

/** What only a command or two have is described with them. */
function isShared({ setting, commands }: CommandLineOption): boolean {
  return setting !== undefined || commands.length > 2;
}

function describeOption({ flag, value, help }: CommandLineOption): string {
  const choices = choicesOf(flag);
  const text = choices === undefined ? help : `${help}: ${choices.join(', ')}`;
  return item(value === undefined ? `\`${flag}\`` : `\`${flag}\` ${value}`, text);
}

function describeShared(): readonly string[] {
  return commandLineOptions.filter(isShared).map((option) => {
    const commands = option.commands.map((name) => `\`${name}\``).join(', ');
    return describeOption({ ...option, help: `${option.help} (${commands})` });
  });
}

const meanings: Readonly<Record<FailureKind, string>> = {
  usage: 'the command line is wrong',
  configuration: 'the files or the environment are wrong, or contradict each other',
  refused: 'AWS refused',
  'code-unavailable': 'a code is needed, and nobody can be asked for it',
  cancelled: 'nobody gave the code',
  network: 'AWS cannot be reached',
  storage: 'something on disk cannot be read or written',
  'command-unusable': 'the command of `exec` cannot be started',
  'command-missing': 'there is no such command',
};

function statuses(): readonly (readonly [status: number, text: string])[] {
  const texts = new Map([
    [0, 'done'],
    [1, 'a bug in awsmfa'],
  ]);
  for (const [kind, text] of Object.entries(meanings)) {
    const status = exitStatus[kind as FailureKind];
    texts.set(status, [texts.get(status), text].filter((each) => each !== undefined).join('; or '));
  }
  return [...texts, [128, 'and the number of a signal: it ended awsmfa']];
}
