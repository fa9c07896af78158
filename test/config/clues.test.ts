import { describe, expect, test } from 'vitest';

import { failureOf, graphOf } from '../support/config-texts.ts';

const clues = (name: string, config: string, credentials?: string) =>
  graphOf(config, credentials).clues(name);

describe('a profile that is not there', () => {
  test.each([
    ['dev', '[dev]', '[profile dev]'],
    ['dev', '[Profile dev]', '[profile dev]'],
    ['dev', '[profil dev]', '[profile dev]'],
    ['dev', '[Profile \t dev]', '[profile dev]'],
    ['dev', '["dev "]', '[profile dev]'],
    ['dev', '[profile "dev]', '[profile dev]'],
    ['dev', '["profile dev"]', '[profile dev]'],
    ['my prod', '[profile my prod]', "[profile 'my prod']"],
    ['my prod', "['my prod']", "[profile 'my prod']"],
  ])('is found under a header of the config file: %s in %s', (name, header, right) => {
    expect(clues(name, `[profile x]\n${header} # c\nk = v\n`)).toEqual([
      `write \`${right}\` in place of \`${header}\` (/aws/config:2)`,
    ]);
  });

  test.each([
    ['dev', '[profile dev]', '[dev]'],
    ['my prod', '[profile "my prod"]', '[my prod]'],
    ['my prod', "['my prod']", '[my prod]'],
  ])('is found under a header of the credentials file: %s in %s', (name, header, right) => {
    expect(clues(name, '', `${header}\n`)).toEqual([
      `write \`${right}\` in place of \`${header}\` (/aws/credentials:1)`,
    ]);
  });

  test('is not found under what is meant for something else', () => {
    const text =
      '[sso-session dev]\n[services dev]\n[profile prod]\n[device]\n[profile x dev]\n[services "\'dev\'"]\n';
    expect(clues('dev', text)).toEqual(['name an existing profile: "prod"']);
  });

  test('may be one with nearly the same name', () => {
    const text =
      '[profile Dev]\n[profile dew]\n[profile device]\n[profile devil]\n[profile prod]\n';
    expect(clues('dev', text)).toEqual([
      'did you mean "Dev"?',
      'did you mean "dew"?',
      'did you mean "device"?',
    ]);
  });

  test.each<[string, string, boolean]>([
    ['bsae', 'base', true],
    ['production', 'prod', true],
    ['staging', 'stagnig', true],
    ['stage', 'stale2x', false],
    ['abc', 'acb', false],
    ['abcd', 'acbd', true],
    ['abc', 'abd', true],
    ['ab', 'abc', true],
    ['ab', 'abcd', false],
    ['prod', 'dev', false],
  ])('is near in name or not: %s and %s, %s', (name, other, near) => {
    const [hint] = clues(name, `[profile ${other}]\n`);
    expect(hint === `did you mean "${other}"?`).toBe(near);
  });

  test('is one of those there are, which are listed where they are few', () => {
    const profiles = (count: number) =>
      Array.from({ length: count }, (_, at) => `[profile number${at}]\n`).join('');
    expect(clues('x', profiles(5))).toEqual([
      'name an existing profile: "number0", "number1", "number2", "number3", "number4"',
    ]);
    expect(clues('x', profiles(6))).toEqual(['`awsmfa list` shows the profiles there are']);
    expect(clues('x', '', '')).toEqual(['run `awsmfa setup`, which makes a first profile']);
    expect(clues('other', '[profile a]', '[a]')).toEqual(['name an existing profile: "a"']);
  });

  test('is found in the same way where it is to be included', () => {
    const graph = graphOf('[profile a]\ninclude_profile = b\n[b]\n');
    expect(failureOf(() => graph.profile('a')).hints).toEqual([
      'write `[profile b]` in place of `[b]` (/aws/config:3)',
    ]);
  });
});

describe('a profile that is there', () => {
  test('has clues where a part of it is under a header that is read otherwise', () => {
    expect(clues('dev', '[dev]\n[profile dev]\n', '[profile dev]\n["dev"]\n[dev]\n')).toEqual([
      'write `[profile dev]` in place of `[dev]` (/aws/config:1)',
      'write `[dev]` in place of `[profile dev]` (/aws/credentials:1)',
      'write `[dev]` in place of `["dev"]` (/aws/credentials:2)',
    ]);
    expect(clues('dev', '[profile dev]\n[profile devel]\n')).toEqual([]);
  });

  test('has a clue in what the AWS CLI alone adds to it', () => {
    const config = '[profile dev]\n[DEFAULT]\nsource_profile = a\nmfa_serial = b\n';
    expect(clues('dev', config, '[DEFAULT]\n')).toEqual([
      'write `source_profile`, `mfa_serial` of `[DEFAULT]` (/aws/config:3) into the profiles themselves: only the AWS CLI and boto3 add it to each',
    ]);
    expect(clues('Dev', config)).toEqual(['did you mean "dev"?']);
  });
});
