import { Command, CommanderError } from 'commander';
import packageInfo from '../../package.json' with { type: 'json' };
import { Failure } from '../ground/failure.ts';
import type { Host } from '../host/host.ts';
import { addCommands, runCommand } from './command-specs.ts';

// Indented, so that commander does not break the lines that are there to be copied.
const description = `One MFA code a day for every AWS account.

  ~/.aws/config:  credential_process = awsmfa credential-process --profile NAME
  this shell:     eval "$(awsmfa export NAME)"
  later runs:     awsmfa login NAME`;

/** Reads the command line in full, and runs what it says. Resolves to the exit status. */
export async function runProgram(argv: readonly string[], host: Host): Promise<number> {
  const program = new Command('awsmfa')
    .description(description)
    .version(packageInfo.version, '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .showSuggestionAfterError();
  let written = Promise.resolve();
  program.exitOverride().configureOutput({
    writeOut: (text) => void (written = written.then(() => host.out(text))),
    writeErr: (text) => host.err(text),
    outputError: () => undefined,
  });
  addCommands(program, (name, given) => runCommand(name, given, host));
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageFailure(error, argv);
  }
  await written;
  return 0;
}

/** Commander's own messages begin with "error:" and may have two lines, the second a suggestion. */
function usageFailure({ message, code }: CommanderError, argv: readonly string[]): Failure {
  if (code === 'commander.help') {
    return new Failure('usage', 'a command is missing', ['`awsmfa --help` shows the commands']);
  }
  const [what = '', ...suggestions] = message.replace(/^error: /, '').split('\n');
  const command = argv[0]?.startsWith('-') === false ? ` ${argv[0]}` : '';
  const hints = suggestions.map((suggestion) => suggestion.replace(/^\(|\)$/g, '').toLowerCase());
  return new Failure('usage', inOneSentence(what.replaceAll("'", '"')), [
    ...hints,
    code === 'commander.unknownCommand'
      ? '`awsmfa --help` shows the commands'
      : `\`awsmfa${command} --help\` shows the options`,
  ]);
}

/** `too many arguments. Expected 1.` as `too many arguments: expected 1`. */
function inOneSentence(sentences: string): string {
  return sentences
    .replaceAll(/\. ([A-Z])/g, (_, letter: string) => `: ${letter.toLowerCase()}`)
    .replace(/\.$/, '');
}
