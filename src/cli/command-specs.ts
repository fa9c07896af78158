import type { Command } from 'commander';
import type { Host } from '../host/host.ts';
import { commandNames, type CommandName } from '../plan/model/command-line.ts';
import { addOptions, createGiven, type Given } from './arguments/given.ts';
import type { CommandSpec, Example } from './specs/command-spec.ts';
import { credentialCommands } from './specs/credentials.ts';
import { profileCommands } from './specs/profiles.ts';

export const commandSpecs: Readonly<Record<CommandName, CommandSpec>> = {
  ...credentialCommands,
  ...profileCommands,
};

/** Adds every command with its options. */
export function addCommands(
  program: Command,
  run: (name: CommandName, given: Given) => Promise<void>,
): void {
  for (const name of commandNames) {
    const { description, operands, examples } = commandSpecs[name];
    const command = program.command(name).description(description);
    if (operands !== undefined) command.argument(...operands);
    addOptions(command, name).addHelpText('after', describeExamples(examples));
    command.action(() => run(name, createGiven(name, command)));
  }
}

export function runCommand(name: CommandName, given: Given, host: Host): Promise<void> {
  return commandSpecs[name].run(given, host);
}

function describeExamples(examples: readonly Example[]): string {
  const lines = examples.map(({ command, does }) => `  ${command}\n      ${does}`);
  return ['', 'Examples:', ...lines].join('\n');
}
