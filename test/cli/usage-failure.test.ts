import { describe, expect, test } from 'vitest';
import { runAnyCommand } from '../../src/cli/run-any-command.ts';
import { Failure } from '../../src/ground/failure.ts';
import { createProcessHost } from '../../src/host/process-host.ts';

/** What is wrong with a command line, before anything is read or run for it. */
async function faultOf(args: readonly string[]): Promise<Failure> {
  const failure: unknown = await runAnyCommand(args, createProcessHost()).catch(
    (error: unknown) => error,
  );
  if (!(failure instanceof Failure)) throw new Error('the command line was accepted');
  return failure;
}

describe('what is not understood is a usage error that says what to do', () => {
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
    [['version'], 'unknown command "version"', 'did you mean `--version`?'],
    [['login', '-h'], 'unknown option `-h`', 'did you mean `--help`?'],
    [
      ['login', '--refresh=yes'],
      '`--refresh` accepts no value',
      '`awsmfa login --help` shows how it is used',
    ],
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
      ['export', '--format', 'bash'],
      /^`--format` accepts process, .*, not "bash"$/,
      'did you mean `env`?',
    ],
    [
      ['export', '--format', 'tcsh'],
      /^`--format` accepts process, .*, not "tcsh"$/,
      'did you mean `csh`?',
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
      ['keys'],
      '`keys` needs an operand: add, list, move or remove',
      '`awsmfa keys --help` shows how it is used',
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
  ] as const)('%s', async ([args, message, hint]) => {
    const failure = await faultOf(args);
    expect(failure.kind).toBe('usage');
    if (typeof message === 'string') expect(failure.message).toBe(message);
    else expect(failure.message).toMatch(message);
    expect(failure.message).not.toMatch(/\.$/);
    expect(failure.hints).toContain(hint);
  });

  test('and what stands behind a misspelt option is not repeated: it may be a code', async () => {
    const { message } = await faultOf(['export', 'prod', '--tokn-code=123456']);
    expect(message).toBe('unknown option `--tokn-code`');
  });
});
