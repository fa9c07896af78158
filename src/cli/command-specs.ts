import type { Command } from 'commander';
import type { Host } from '../host/host.ts';
import { commandAliases, type CommandName } from '../plan/model/command-line.ts';
import type { SplitArguments } from './arguments/child-command.ts';
import { addOptions, createGiven, type Given } from './arguments/given.ts';
import { commandGroups, type Example } from './specs/command-spec.ts';
import { commandsIn, commandSpecs } from './specs/specs.ts';

/** Adds every command with its options, in the order of help. */
export function addCommands(
  program: Command,
  run: (name: CommandName, given: Given) => Promise<void>,
  childCommand?: SplitArguments['childCommand'],
): void {
  for (const name of commandGroups.flatMap(commandsIn)) {
    const { group, description, operands, moreOperands, usage, examples } = commandSpecs[name];
    const command = program.command(name).helpGroup(`${group}:`).description(description);
    for (const [alias, of] of commandAliases) if (of === name) command.alias(alias);
    if (operands !== undefined) command.argument(...operands);
    if (moreOperands !== undefined) command.argument(...moreOperands);
    if (usage !== undefined) command.usage(usage);
    addOptions(command, name).addHelpText('after', describeExamples(examples));
    command.action(() => run(name, createGiven(name, command, childCommand)));
  }
}

/** Resolves to the exit status. */
export async function runCommand(name: CommandName, given: Given, host: Host): Promise<number> {
  const status = await commandSpecs[name].run(given, host);
  return typeof status === 'number' ? status : 0;
}

function describeExamples(examples: readonly Example[]): string {
  const lines = examples.map(({ command, does }) => `  ${command}\n      ${does}`);
  return ['', 'Examples:', ...lines].join('\n');
}
