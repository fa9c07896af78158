import { commandNames, type CommandName } from '../../plan/model/command-line.ts';
import type { CommandGroup, CommandSpec } from './command-spec.ts';
import { completionCommands } from './completion.ts';
import { credentialCommands } from './credentials.ts';
import { keyCommands } from './keys.ts';
import { profileCommands } from './profiles.ts';
import { setupCommand } from './setup.ts';

/** Every command. */
export const commandSpecs: Readonly<Record<CommandName, CommandSpec>> = {
  ...credentialCommands,
  ...keyCommands,
  ...profileCommands,
  ...setupCommand,
  ...completionCommands,
};

/** The commands of a group, in the order of help. */
export function commandsIn(group: CommandGroup): readonly CommandName[] {
  return commandNames.filter((name) => commandSpecs[name].group === group);
}
