import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { type AwsFiles, testIn } from '../support/awsmfa.ts';
import { commandNames } from '../../src/plan/model/command-line.ts';
import { projectRoot } from '../support/bundle.ts';
import {
  fiveAccounts,
  fiveProfiles,
  jane,
  keySection,
  wiredAccounts,
} from '../support/five-accounts.ts';

const test = testIn(fiveAccounts);

const commands: readonly string[] = commandNames;

describe('help', () => {
  test('names every command, and shows what to write whole', async ({ home }) => {
    const { status, stdout, stderr } = await home.run(['--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command} +\\S`, 'm'));
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const wrapped = /^ {20,}\S/m;
    expect(stdout).not.toMatch(wrapped);
    expect(stdout).toContain(' awsmfa setup\n');
    expect(stdout).toContain('eval "$(awsmfa export NAME)"\n');
  });

  test('of a command is shown by `help`, too', async ({ home }) => {
    const ended = await home.run(['export', '--help']);
    expect(ended).toMatchObject({ status: 0, stderr: '' });
    expect(ended.stdout).toMatch(/^Usage: awsmfa export \[options\]/);
    expect(await home.run(['help', 'export'])).toEqual(ended);
  });
});

test('--version is the one of the package', async ({ home }) => {
  const text = readFileSync(join(projectRoot, 'package.json'), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  expect(await home.run(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
});

describe('what is not understood ends with status 2, and says what to do', () => {
  test.for([
    [['exprot', 'prod'], 'unknown command "exprot"', 'did you mean `export`?'],
    [
      ['export', 'prod', '--fromat', 'env'],
      'unknown option `--fromat`',
      'did you mean `--format`?',
    ],
    [
      ['credential-process'],
      '`credential-process` needs a profile',
      'write `credential_process = awsmfa credential-process --profile NAME`',
    ],
    [
      ['export', 'prod', '--duration', 'long'],
      'duration "long" (--duration) must be between 15m and 12h',
      'use seconds, or hours and minutes such as `90m`, `12h` or `1h30m`',
    ],
    [
      ['login', 'prod', '--duration', '37h'],
      'duration "37h" (--duration) must be between 15m and 36h',
      'use seconds, or hours and minutes such as `90m`, `12h` or `1h30m`',
    ],
    [
      ['login', '--min-remaining', 'long'],
      '`--min-remaining` accepts a duration, not "long"',
      'use seconds, or hours and minutes such as `90m`, `12h` or `1h30m`',
    ],
    [
      ['export', 'management', '--duration', 'long'],
      'duration "long" (--duration) must be between 15m and 12h',
      'use seconds, or hours and minutes such as `90m`, `12h` or `1h30m`',
    ],
    [
      ['export', 'prod', '--role-session-name', 'j d'],
      'role session name "j d" (--role-session-name) is not valid: AWS allows 2 to 64 characters',
      'use letters, digits and any of `_ + = , . @ -`',
    ],
    [
      ['export', 'prod', '--source-profile', 'nobody'],
      'profile "prod" (--source-profile) has `source_profile = nobody`, which does not exist',
      'name an existing profile: "management", "dev", "test", "staging", "prod"',
    ],
    [
      ['export', 'prod', '--mfa-strategy', 'both'],
      'MFA strategy "both" (--mfa-strategy) is not known',
      'use `session` or `direct`',
    ],
    [
      ['export', '--unset', '--format', 'json'],
      'the format "json" has no way to unset a variable',
      "use `--unset` with a shell's format, such as `--format env`",
    ],
  ] as const)('%s', async ([args, message, hint], { home }) => {
    home.credentials(keySection('management', jane));
    home.config(fiveProfiles);
    const { status, stdout, stderr } = await home.run(args);
    expect({ status, calls: home.standIn.calls }).toEqual({ status: 2, calls: [] });
    const mayBeExport = args[0] === 'export' || !commands.includes(args[0]);
    expect(stdout).toBe(mayBeExport && args.at(-1) !== 'json' ? 'false\n' : '');
    const [error = '', ...hints] = stderr.trimEnd().split('\n');
    expect(error).toMatch(/^awsmfa: error: .*[^.]$/);
    if (typeof message === 'string') expect(error).toBe(`awsmfa: error: ${message}`);
    else expect(error.slice('awsmfa: error: '.length)).toMatch(message);
    expect(hints).toContain(`awsmfa: hint: ${hint}`);
  });

  test('and no command at all, in a script, fails and names one to begin with', async ({
    home,
  }) => {
    const begin = 'awsmfa: hint: to begin, run `awsmfa setup`\n';
    const fault = 'awsmfa: error: a command is missing\n';
    const help = 'awsmfa: hint: `awsmfa --help` shows the commands\n';
    const stderr = fault + begin + help;
    expect(await home.run([])).toEqual({ status: 2, stdout: 'false\n', stderr });
  });
});

const manyProfiles = [1, 2, 3, 4, 5, 6, 7]
  .map((n) => `a-rather-long-name-${n}`)
  .map(
    (name) =>
      `[profile ${name}]\ncredential_process = awsmfa credential-process --profile ${name}\n`,
  )
  .join('');

describe('a person who runs awsmfa alone is told', () => {
  test.for([
    ['where nothing is set up, to set it up', {}, 'No profile is set up here yet.', 'setup'],
    [
      'which profiles are set up',
      wiredAccounts,
      'Set up: "dev", "test", "staging", "prod".',
      'list',
    ],
    [
      'which of several fit, and how many there are',
      { config: manyProfiles },
      'Set up: "a-rather-long-name-1", "a-rather-long-name-2", and 5 more.',
      'list',
    ],
    [
      'that the files cannot be read',
      { config: '[profile' },
      'Your AWS config files cannot be read.',
      'doctor',
    ],
  ] as const)('%s', async ([, files, what, command], { home }) => {
    const { config = '', credentials = '' }: AwsFiles = files;
    home.config(config);
    home.credentials(credentials);
    const run = home.programInTerminal(['sh', '-c', 'awsmfa >/dev/tty']);
    const { status, screen, stderr } = await run.ended;
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(screen).toContain(`\n\n${what}\n\n  awsmfa ${command} `);
  });

  test('whose credentials the shell has', async ({ home }) => {
    const env = { AWSMFA_PROFILE: 'prod' };
    const { screen } = await home.programInTerminal(['sh', '-c', 'awsmfa >/dev/tty'], { env })
      .ended;
    expect(screen).toContain('\n\nThis shell has the credentials of profile "prod".\n');
  });
});
