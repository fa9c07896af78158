import type { Host } from '../../host/host.ts';
import type { Given } from '../arguments/given.ts';

/** What there is to say of a command, and how it is run. Its options are in `plan/model/command-line.ts`. */
export interface CommandSpec {
  readonly group: CommandGroup;
  /** One line of help, of 58 characters at most. */
  readonly description: string;
  /** What the command accepts besides options: its name and its description in help. */
  readonly operands?: readonly [name: string, help: string];
  /** The values of the first one, where it accepts these alone. */
  readonly choices?: readonly string[];
  readonly moreOperands?: readonly [name: string, help: string];
  /** How it is called, where its operands do not say it all. */
  readonly usage?: string;
  /** The end of its help: command lines as they are typed, the most useful one first. */
  readonly examples: readonly Example[];
  /** Loads what it runs when it is run. Resolves to the exit status, where that may be another than 0. */
  readonly run: (given: Given, host: Host) => Promise<void> | Promise<number>;
}

/** The headings of `awsmfa --help`, in their order. */
export const commandGroups = [
  'Set up and look',
  'Use',
  'Long-term keys',
  'For other programs',
] as const;

export type CommandGroup = (typeof commandGroups)[number];

export interface Example {
  readonly command: string;
  readonly does: string;
}
