import type { Host } from '../../host/host.ts';
import type { Given } from '../arguments/given.ts';

/** What there is to say of a command, and how it is run. Its options are in `plan/model/command-line.ts`. */
export interface CommandSpec {
  readonly description: string;
  /** What the command accepts besides options: its name and its description in help. */
  readonly operands?: readonly [name: string, help: string];
  /** The end of its help: command lines as they are typed, the most useful one first. */
  readonly examples: readonly Example[];
  /** Loads what it runs when it is run. */
  readonly run: (given: Given, host: Host) => Promise<void>;
}

export interface Example {
  readonly command: string;
  readonly does: string;
}
