import type { Command } from 'commander';
import { Failure } from '../ground/failure.ts';
import type { Host } from '../host/host.ts';
import { commandNames, type CommandName } from '../plan/model/options.ts';
import type { ExportFormat } from '../render/export/export.ts';
import { addOptions, createGiven, durationOption, type Given } from './options.ts';

interface CommandSpec {
  readonly description: string;
  /** What the command accepts besides options: its name and its description in help. */
  readonly operands?: readonly [name: string, help: string];
  /** Loads what it runs when it is run. */
  readonly run: (given: Given, host: Host) => Promise<void>;
}

const specs: Readonly<Record<CommandName, CommandSpec>> = {
  'credential-process': {
    description: 'answer an SDK: the JSON of the credential_process protocol on stdout',
    async run(given, host) {
      const { credentialProcess } = await import('../commands/credential-process.ts');
      const options = given.runOptions();
      const profile = given.profile();
      if (profile === undefined && !options.settings.has('role_arn')) throw noProfile();
      await credentialProcess(profile, options, host);
    },
  },
  export: {
    description: 'print the credentials as statements for a shell, or in another format',
    operands: ['[profile]', 'profile to get credentials for'],
    async run(given, host) {
      const { exportCredentials, unsetCredentials } = await import('../commands/export.ts');
      const format = given.text('--format') as ExportFormat | undefined;
      if (given.has('--unset')) return unsetCredentials({ format }, host);
      return exportCredentials(given.profile(), { format }, given.runOptions(), host);
    },
  },
  login: {
    description: 'ask for the code now, so that later, unattended calls need none',
    operands: ['[profiles...]', 'profiles that later calls are for'],
    async run(given, host) {
      const { login } = await import('../commands/login.ts');
      const text = given.text('--min-remaining');
      const minRemainingSeconds =
        text === undefined ? text : durationOption('--min-remaining', text);
      await login(given.profiles(), { minRemainingSeconds }, given.runOptions(), host);
    },
  },
  explain: {
    description:
      'show the plan for a profile, where each setting comes from, and what would happen now',
    operands: ['[profile]', 'profile to explain'],
    async run(given, host) {
      const { explain } = await import('../commands/explain.ts');
      const format = given.has('--json') ? 'json' : 'text';
      await explain(given.profile(), { format }, given.runOptions(), host);
    },
  },
  clear: {
    description: 'forget cached sessions',
    operands: ['[profiles...]', 'profiles whose sessions to forget'],
    async run(given, host) {
      const { clear } = await import('../commands/clear.ts');
      const sessions = given.has('--all') ? 'all' : 'of the profiles';
      await clear(given.profiles(), { sessions }, given.runOptions(), host);
    },
  },
};

/** Adds every command with its options. */
export function addCommands(
  program: Command,
  run: (name: CommandName, given: Given) => Promise<void>,
): void {
  for (const name of commandNames) {
    const { description, operands } = specs[name];
    const command = program.command(name).description(description);
    if (operands !== undefined) command.argument(...operands);
    addOptions(command, name).action(() => run(name, createGiven(name, command)));
  }
}

export function runCommand(name: CommandName, given: Given, host: Host): Promise<void> {
  return specs[name].run(given, host);
}

/** An SDK's environment says nothing of the profile the SDK runs awsmfa for. */
function noProfile(): Failure {
  return new Failure('usage', '`credential-process` needs a profile', [
    'write `credential_process = awsmfa credential-process --profile NAME`',
  ]);
}
