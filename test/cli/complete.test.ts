import { describe, expect, test } from 'vitest';
import { complete } from '../../src/cli/completion/complete.ts';
import { commandNames, optionsOf } from '../../src/plan/model/command-line.ts';
import { completionShells } from '../../src/render/completion/completion-shells.ts';
import { completionScripts } from '../../src/render/completion/scripts.ts';
import { exportFormats } from '../../src/render/export/export.ts';

const profiles = ['prod', 'prod-eu', 'staging', '--odd'];

function wordsAfter(...words: readonly string[]): readonly string[] {
  const completion = complete(words, () => profiles);
  return completion.kind === 'words'
    ? completion.candidates.map(({ value }) => value)
    : ['command'];
}

describe('what may come next', () => {
  test('is every command, by all its names', () => {
    expect(wordsAfter('').toSorted()).toEqual([...commandNames, 'status'].toSorted());
    expect(wordsAfter('help', 'li')).toEqual(['list']);
  });

  test.each(commandNames)('is every option of %s', (command) => {
    const flags = optionsOf(command).map(({ flag }) => flag);
    expect(wordsAfter(command, '--')).toEqual([...flags, '--help']);
  });

  test.each([
    [
      ['export', 'pro'],
      ['prod', 'prod-eu'],
    ],
    [['export', 'prod', ''], []],
    [['status', 'prod', 'pro'], ['prod-eu']],
    [['list', '--json', 'st'], ['staging']],
    [['list', '--min-remaining', '2h', 'st'], ['staging']],
    [['login', '--min-remaining', ''], []],
    [['login', '--', '--'], ['--odd']],
    [['export', '--source-profile', 's'], ['staging']],
    [['export', '--profile=s'], ['--profile=staging']],
    [['export', '--region=s'], []],
    [['export', '--unset', '--uns'], []],
    [['export', '--format', ''], exportFormats],
    [
      ['login', '--mfa-strategy', ''],
      ['session', 'direct'],
    ],
    [['keys', 'm'], ['move']],
    [['keys', 'move', 'prod-'], ['prod-eu']],
    [['completion', ''], completionShells],
    [['completion', 'bash', ''], []],
    [['--v'], ['--version']],
    [['nonsense', ''], []],
    [['exec', 's'], ['staging']],
    [['exec', 'prod', 'l'], ['command']],
    [['exec', 'prod', '--', 'aws', 's3', ''], ['command']],
    [[], []],
  ])('%j: %j', (words, candidates) => {
    if (words.length === 0) expect(wordsAfter()).toEqual(wordsAfter(''));
    else expect(wordsAfter(...words)).toEqual(candidates);
  });

  test('behind `exec` is another program’s command line, from its first word on', () => {
    expect(complete(['exec', 'prod', '--', 'aws', 's3', ''], () => [])).toEqual({
      kind: 'command',
      start: 3,
    });
    expect(complete(['exec', 'prod', 'aws', ''], () => [])).toEqual({ kind: 'command', start: 2 });
  });
});

test.each(completionShells)('the script of %s is as it is tried out', async (shell) => {
  await expect(completionScripts[shell]).toMatchFileSnapshot(`completion/${shell}.txt`);
});
