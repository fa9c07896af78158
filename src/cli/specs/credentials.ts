import { Failure } from '../../ground/failure.ts';
import type { ExportFormat } from '../../render/export/export.ts';
import { durationOption } from '../arguments/duration-option.ts';
import type { CommandSpec } from './command-spec.ts';

/** The commands that get credentials and hand them to something. */
export const credentialCommands = {
  'credential-process': {
    group: 'For other programs',
    description: 'answer an SDK with credentials as JSON, on stdout',
    examples: [
      {
        command: 'credential_process = awsmfa credential-process --profile prod',
        does: 'the line of `[profile prod]` in ~/.aws/config',
      },
    ],
    async run(given, host) {
      const { credentialProcess } =
        await import('../../commands/credentials/credential-process.ts');
      const options = given.runOptions();
      const profile = given.profile();
      if (profile === undefined && !options.settings.has('role_arn')) throw noProfile();
      await credentialProcess(profile, options, host);
    },
  },
  export: {
    group: 'Use',
    description: 'print credentials for a shell, a file or a tool',
    operands: ['[profile]', 'profile to get credentials for'],
    examples: [
      { command: 'eval "$(awsmfa export prod)"', does: 'sets the variables of this shell' },
      { command: 'eval "$(awsmfa export --unset)"', does: 'unsets them again' },
      { command: 'awsmfa export prod --format dotenv > .env', does: 'writes a file for a tool' },
    ],
    async run(given, host) {
      const { exportCredentials, unsetCredentials } =
        await import('../../commands/credentials/export.ts');
      const format = given.text('--format') as ExportFormat | undefined;
      if (given.has('--unset')) return unsetCredentials({ format }, host);
      return exportCredentials(given.profile(), { format }, given.runOptions(), host);
    },
  },
  exec: {
    group: 'Use',
    description: 'run a command with the credentials in its environment',
    operands: ['[profile]', 'profile to get credentials for'],
    usage: '[options] [profile] [--] [command...]',
    examples: [
      { command: 'awsmfa exec prod -- terraform plan', does: 'runs it, and ends as it ends' },
      { command: 'awsmfa exec prod', does: 'starts a shell' },
    ],
    async run(given, host) {
      const { exec } = await import('../../commands/credentials/exec.ts');
      if (given.childCommand?.length === 0) throw noCommand();
      await exec(given.profile(), given.childCommand, given.runOptions(), host);
    },
  },
  'write-profile': {
    group: 'Use',
    description: 'write the session to ~/.aws/credentials under a name',
    operands: ['[profile]', 'profile to get credentials for'],
    examples: [
      {
        command: 'awsmfa write-profile management --as mfa',
        does: 'the MFA session, for tools that read only that file',
      },
      { command: 'awsmfa write-profile prod --as prod-now', does: 'the session of a role' },
    ],
    async run(given, host) {
      const { writeProfile } = await import('../../commands/credentials/write-profile.ts');
      const as = given.text('--as');
      if (as === undefined) throw noName();
      const target = { as, replacedKey: given.text('--replace-key') };
      await writeProfile(given.profile(), target, given.runOptions(), host);
    },
  },
  console: {
    group: 'Use',
    description: 'open the AWS console, signed in as the role',
    operands: ['[profile]', 'profile to get credentials for'],
    examples: [
      { command: 'awsmfa console prod --print', does: 'prints the URL, which is a credential' },
      { command: 'awsmfa console prod --destination s3', does: 'opens a service' },
    ],
    async run(given, host) {
      const { openConsole } = await import('../../commands/credentials/console.ts');
      const output = given.has('--print') ? 'printed' : 'opened';
      const asked = { destination: given.text('--destination'), output } as const;
      await openConsole(given.profile(), asked, given.runOptions(), host);
    },
  },
  login: {
    group: 'Use',
    description: 'ask for the code now, so that later calls need none',
    operands: ['[profiles...]', 'profiles that later calls are for'],
    examples: [
      { command: 'awsmfa login dev prod', does: 'one code for both' },
      {
        command: 'awsmfa login prod --min-remaining 4h && terraform apply',
        does: 'asks only if less than four hours are left',
      },
    ],
    async run(given, host) {
      const { login } = await import('../../commands/credentials/login.ts');
      const text = given.text('--min-remaining');
      const minRemainingSeconds =
        text === undefined ? text : durationOption('--min-remaining', text);
      await login(given.profiles(), { minRemainingSeconds }, given.runOptions(), host);
    },
  },
} satisfies Record<string, CommandSpec>;

function noName(): Failure {
  return new Failure('usage', '`write-profile` needs a name to write to', [
    'add `--as NAME`, for example `--as mfa`',
  ]);
}

/** That of a variable that is not set, as a rule: a shell would wait for somebody to type. */
function noCommand(): Failure {
  return new Failure('usage', 'no command follows `--`', [
    'write the command after it, or leave it out to start a shell',
  ]);
}

/** An SDK's environment says nothing of the profile the SDK runs awsmfa for. */
function noProfile(): Failure {
  return new Failure('usage', '`credential-process` needs a profile', [
    'write `credential_process = awsmfa credential-process --profile NAME`',
  ]);
}
