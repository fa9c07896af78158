import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { testIn } from '../support/awsmfa.ts';
import { projectRoot } from '../support/bundle.ts';
import { fiveAccounts, fiveProfiles, jane, keySection, phone } from '../support/five-accounts.ts';

const test = testIn(fiveAccounts);

const commands = ['credential-process', 'export', 'exec', 'login', 'explain', 'clear'];

describe('help', () => {
  test('names every command, and shows what to write whole', async ({ home }) => {
    const { status, stdout, stderr } = await home.run(['--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command} +\\S`, 'm'));
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const wrapped = /^ {20,}\S/m;
    expect(stdout).not.toMatch(wrapped);
    expect(stdout).toContain('credential_process = awsmfa credential-process --profile NAME\n');
    expect(stdout).toContain('eval "$(awsmfa export NAME)"\n');
  });

  test.for(commands)('of %s shows its options', async (command, { home }) => {
    const { status, stdout, stderr } = await home.run([command, '--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^Usage: awsmfa ${command} \\[options\\]`));
    expect(stdout).toContain('--profile <NAME>');
    expect(stdout).toMatch(/\n\nExamples:\n( {2}\S.*\n {6}\S.*\n)+$/);
    expect(await home.run(['help', command])).toEqual({ status, stdout, stderr });
  });
});

test('--version is the one of the package', async ({ home }) => {
  const text = readFileSync(join(projectRoot, 'package.json'), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  expect(await home.run(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
});

describe('what is not understood ends with status 2, and says what to do', () => {
  test.for([
    [['nonsense'], 'unknown command "nonsense"', '`awsmfa --help` shows the commands'],
    [['logn'], 'unknown command "logn"', 'did you mean `login`?'],
    [['help', 'logn'], 'unknown command "logn"', 'did you mean `login`?'],
    [
      ['--profile', 'prod', 'export'],
      'unknown option `--profile`',
      'options come after the command, as in `awsmfa export --profile NAME`',
    ],
    [['export', '--durations=4h'], 'unknown option `--durations`', 'did you mean `--duration`?'],
    [
      ['export', 'prod', '--format'],
      '`--format` needs a value',
      '`awsmfa export --help` shows how it is used',
    ],
    [
      ['export', '--format', 'emv'],
      /^`--format` accepts process, env, .*, csh, not "emv"$/,
      'did you mean `env`?',
    ],
    [
      ['export', 'a', 'b'],
      '`export` accepts one operand, not 2',
      '`awsmfa export --help` shows how it is used',
    ],
    [
      ['credential-process', 'prod'],
      '`credential-process` accepts no operand',
      'name the profile with `--profile NAME`',
    ],
    [
      ['clear', 'prod', '--all'],
      '`--all` forgets every session, not only those of "prod"',
      'leave out `--all` or the profiles',
    ],
    [
      ['export', 'a', '--profile', 'b'],
      'two profiles are named: "a" and "b"',
      'name the profile once',
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
    ...(['--role-arn', '--external-id', '--mfa-serial', '--duration', '--profile'] as const).map(
      (option) =>
        [
          ['export', option, ''],
          `\`${option}\` is empty`,
          'give it a value, or leave it out: is a variable unset?',
        ] as const,
    ),
    [
      ['credential-process', '--profile', ''],
      '`--profile` is empty',
      'give it a value, or leave it out: is a variable unset?',
    ],
    [
      ['clear', ''],
      'the name of a profile is empty',
      'give it a value, or leave it out: is a variable unset?',
    ],
    [
      ['export', 'prod', '--role-session-name', 'j d'],
      'role session name "j d" (--role-session-name) is not valid: AWS allows 2 to 64 characters',
      'use letters, digits and any of `_ + = , . @ -`',
    ],
    [
      ['export', 'prod', '--source-profile', 'nobody'],
      'profile "prod" (--source-profile) has `source_profile = nobody`, which does not exist',
      'name one of the profiles there are: "management", "dev", "test", "staging", "prod"',
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

  test('and a code that stands behind a misspelt option is not repeated', async ({ home }) => {
    const { stderr } = await home.run(['export', 'prod', `--tokn-code=${home.code(phone)}`]);
    expect(stderr).toContain('unknown option `--tokn-code`\n');
  });

  test('and no command at all names one to begin with', async ({ home }) => {
    const { status, stdout, stderr } = await home.run([]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: 'false\n' });
    expect(stderr).toMatch(/^awsmfa: error: a command is missing\nawsmfa: hint: .*\n$/);
  });
});
