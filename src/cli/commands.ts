import { Option, type Command } from 'commander';
import { exportFormats, type ExportFormat } from '../render/export/export.ts';
import { Failure } from '../ground/failure.ts';
import type { Host } from '../host/host.ts';
import {
  addCacheOption,
  addChainOptions,
  addCodeOptions,
  chosenProfile,
  chosenProfiles,
  durationOption,
  profileOption,
  readRunOptions,
  type ParsedOptions,
} from './options.ts';

/** Adds every command; each loads what it runs when it is run. */
export function addCommands(program: Command, host: Host): void {
  addCredentialProcess(program, host);
  addExport(program, host);
  addLogin(program, host);
  addExplain(program, host);
  addClear(program, host);
}

function addCredentialProcess(program: Command, host: Host): void {
  const command = program
    .command('credential-process')
    .description('answer an SDK: the JSON of the credential_process protocol on stdout')
    .addOption(profileOption());
  addCacheOption(addCodeOptions(addChainOptions(command, 'duration_seconds'))).action(
    async (parsed: ParsedOptions) => {
      const { credentialProcess } = await import('../commands/credential-process.ts');
      const options = readRunOptions(parsed, 'duration_seconds');
      const profile = chosenProfile(undefined, parsed);
      if (profile === undefined && !options.settings.has('role_arn')) throw noProfile();
      await credentialProcess(profile, options, host);
    },
  );
}

/** An SDK's environment says nothing of the profile the SDK runs awsmfa for. */
function noProfile(): Failure {
  return new Failure('usage', '`credential-process` must be told the profile', [
    'write `credential_process = awsmfa credential-process --profile NAME`',
  ]);
}

function addExport(program: Command, host: Host): void {
  const command = program
    .command('export')
    .argument('[profile]', 'profile to get credentials for')
    .description('print the credentials as statements for a shell, or in another format')
    .addOption(profileOption())
    .addOption(new Option('--format <FORMAT>', 'how to print them').choices(exportFormats))
    .option('--unset', 'print statements that take an export back');
  addCacheOption(addCodeOptions(addChainOptions(command, 'duration_seconds'))).action(
    async (operand: string | undefined, parsed: ParsedOptions) => {
      const { exportCredentials, unsetCredentials } = await import('../commands/export.ts');
      const format = parsed['format'] as ExportFormat | undefined;
      if (parsed['unset'] === true) return unsetCredentials({ format }, host);
      const options = readRunOptions(parsed, 'duration_seconds');
      return exportCredentials(chosenProfile(operand, parsed), { format }, options, host);
    },
  );
}

function addLogin(program: Command, host: Host): void {
  const command = program
    .command('login')
    .argument('[profiles...]', 'profiles that later calls are for')
    .description('ask for the code now, so that later, unattended calls need none')
    .addOption(profileOption())
    .option('--min-remaining <DURATION>', 'ask only if less than this is left');
  addCodeOptions(addChainOptions(command, 'session_duration')).action(
    async (operands: string[], parsed: ParsedOptions) => {
      const { login } = await import('../commands/login.ts');
      const text = parsed['minRemaining'];
      const minRemainingSeconds =
        typeof text === 'string' ? durationOption('--min-remaining', text) : undefined;
      const options = readRunOptions(parsed, 'session_duration');
      await login(chosenProfiles(operands, parsed), { minRemainingSeconds }, options, host);
    },
  );
}

function addExplain(program: Command, host: Host): void {
  const command = program
    .command('explain')
    .argument('[profile]', 'profile to explain')
    .description(
      'show the plan for a profile, where each setting comes from, and what would happen now',
    )
    .addOption(profileOption())
    .option('--json', 'print JSON');
  addChainOptions(command, 'duration_seconds').action(
    async (operand: string | undefined, parsed: ParsedOptions) => {
      const { explain } = await import('../commands/explain.ts');
      const format = parsed['json'] === true ? 'json' : 'text';
      const options = readRunOptions(parsed, 'duration_seconds');
      await explain(chosenProfile(operand, parsed), { format }, options, host);
    },
  );
}

function addClear(program: Command, host: Host): void {
  const command = program
    .command('clear')
    .argument('[profiles...]', 'profiles whose sessions to forget')
    .description('forget cached sessions')
    .addOption(profileOption())
    .option('--all', 'forget every session');
  addChainOptions(command, 'duration_seconds').action(
    async (operands: string[], parsed: ParsedOptions) => {
      const { clear } = await import('../commands/clear.ts');
      const sessions = parsed['all'] === true ? 'all' : 'of the profiles';
      const options = readRunOptions(parsed, 'duration_seconds');
      await clear(chosenProfiles(operands, parsed), { sessions }, options, host);
    },
  );
}
