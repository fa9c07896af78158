import { Command, CommanderError, Help, type HelpConfiguration } from 'commander';
import packageInfo from '../../package.json' with { type: 'json' };
import type { Host } from '../host/host.ts';
import { splitChildCommand } from './arguments/child-command.ts';
import type { CommandName } from '../plan/model/command-line.ts';
import type { Given } from './arguments/given.ts';
import { addCommands, runCommand } from './command-specs.ts';
import { usageFailure } from './usage-failure.ts';

// Indented, so that commander does not break the lines that are there to be copied.
const description = `One MFA code a day for every AWS account.

  once:         awsmfa setup
  then:         aws s3 ls --profile NAME
  one command:  awsmfa exec NAME -- COMMAND
  this shell:   eval "$(awsmfa export NAME)"`;

/** A command is a line; what it accepts is in its own help. */
const helpStyle: HelpConfiguration = {
  commandUsage: (command) =>
    command.parent === null ? 'awsmfa COMMAND [options]' : Help.prototype.commandUsage(command),
  // Without `help`, which stays for those who are used to it.
  visibleCommands: ({ commands }) => [...commands],
  subcommandTerm: (command) => command.name(),
  optionDescription: ({ description, argChoices }) =>
    argChoices === undefined ? description : `${description}: ${argChoices.join(', ')}`,
};

/** Reads the command line in full, and runs what it says. Resolves to the exit status. */
export async function runAnyCommand(argv: readonly string[], host: Host): Promise<number> {
  if (argv.length === 0) {
    const { welcome } = await import('../commands/profiles/welcome.ts');
    await welcome(host);
    return 0;
  }
  const program = new Command('awsmfa')
    .description(description)
    .version(packageInfo.version, '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .configureHelp(helpStyle)
    .addHelpText(
      'after',
      '\n`awsmfa COMMAND --help` shows the options of a command, and examples.',
    );
  let written = Promise.resolve();
  program.exitOverride().configureOutput({
    writeOut: (text) => void (written = written.then(() => host.out(text))),
    writeErr: () => undefined,
    outputError: () => undefined,
  });
  let status = 0;
  const split = splitChildCommand(argv);
  const run = async (name: CommandName, given: Given) => {
    status = await runCommand(name, given, host);
  };
  addCommands(program, run, split.childCommand);
  try {
    await program.parseAsync([...split.own], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageFailure(error, argv);
  }
  await written;
  return status;
}
