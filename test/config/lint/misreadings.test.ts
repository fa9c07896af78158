import { describe, expect, test } from 'vitest';

import { findMisreadings } from '../../../src/config/lint/misreadings.ts';
import type { MisreadingKind } from '../../../src/config/lint/misreading.ts';
import { SectionIndex } from '../../../src/config/dialect/section-index.ts';
import { graphOf, sourceOf } from '../../support/config-texts.ts';

const kindsIn = (text: string, kind: 'config' | 'credentials' = 'config') =>
  findMisreadings(new SectionIndex(sourceOf(text, kind))).map((each) => [each.line, each.kind]);

type Row = [text: string, line: number, kind: MisreadingKind];

describe('the warnings', () => {
  test.each<Row>([
    ['[profile a]\nk = v # c', 2, 'comment-after-value'],
    ['[profile a]\nk = # c', 2, 'comment-after-value'],
    ['[profile a]\nk =\n  j = v ; c', 3, 'comment-after-value'],
    ['[profile a]; c', 1, 'comment-after-header'],
    ['[profile a]# c', 1, 'comment-after-header'],
    ['[profile a]\nk = v\n  w', 3, 'continuation'],
    ['[profile a]\n[profile a]', 2, 'duplicate-section'],
    ['[profile a]\nk = v\nK = w'.replace('K', 'k'), 3, 'duplicate-setting'],
    ['[plugins]\nk = v\nk = w', 3, 'duplicate-setting'],
    ['[profile a]\nk = "v"', 2, 'quoted-value'],
    ["[profile a]\nk = 'v'", 2, 'quoted-value'],
    ['[profile a]\nk = ""', 2, 'quoted-value'],
    ['[profile  a]', 1, 'header-spacing'],
    ['[profile  a ]', 1, 'header-spacing'],
    ['[ profile a]', 1, 'hidden-section'],
    ['[default ]', 1, 'hidden-section'],
    ['[ default]', 1, 'hidden-section'],
    ['[profile a\t]', 1, 'header-spacing'],
    ['[profile a]\nKey = v', 2, 'key-case'],
    ['[profile a]\nk[] = v', 2, 'invalid-key'],
    ['[profile a!b]', 1, 'uncommon-name'],
    ['[profile "a b"]', 1, 'uncommon-name'],
    ['[profile "a"]', 1, 'uncommon-name'],
    ['[DEFAULT]\nk = v', 1, 'inherited-settings'],
    ['[profile a b]', 1, 'ignored-section'],
    ['[a]', 1, 'ignored-section'],
    ['[profilea]', 1, 'ignored-section'],
    ['[sso-sesion a]', 1, 'ignored-section'],
    ['[profile a]\n  # c', 2, 'indented-comment'],
    ['\uFEFF[profile a]', 1, 'byte-order-mark'],
    ['[default]\n[profile default]', 1, 'shadowed-default'],
    ['[profile a]\n__proto__ = v', 2, 'reserved-name'],
    ['[profile constructor]', 1, 'reserved-name'],
  ])('tell of %j, by line', (text, line, kind) => {
    expect(kindsIn(text)).toEqual([[line, kind]]);
  });

  test.each<Row>([
    ['[profile a]', 1, 'ignored-section'],
    ['[services a]', 1, 'ignored-section'],
    ['[a b]', 1, 'uncommon-name'],
    ['["a"]', 1, 'uncommon-name'],
    ['[constructor]', 1, 'reserved-name'],
    ['[ a ]', 1, 'hidden-section'],
    ['[a ]', 1, 'hidden-section'],
    ['[DEFAULT]\nk = v', 1, 'inherited-settings'],
  ])('know the headers of the credentials file: %j', (text, line, kind) => {
    expect(kindsIn(text, 'credentials')).toEqual([[line, kind]]);
  });

  test('know that only the config file has two words in brackets', () => {
    expect(kindsIn('[ a b]', 'credentials')).toContainEqual([1, 'hidden-section']);
    expect(kindsIn('[a b ]', 'credentials')).toContainEqual([1, 'hidden-section']);
  });

  test('are none for a file that every tool reads alike', () => {
    const text =
      '# c\n\n[default]\nregion = us-east-1\n\n[profile a] # c\nk = v#c\ns3 =\n  x = 1\n[sso-session s]\n[services t]\n[plugins]\n[preview]\n[DEFAULT]\n';
    expect(kindsIn(text)).toEqual([]);
    expect(kindsIn('[default]\nk = v\n[a]\n[profile]\n', 'credentials')).toEqual([]);
  });

  test('say what the AWS CLI adds to every section, by name alone', () => {
    const [warning] = graphOf('[DEFAULT]\nrole_arn = canary\nregion = canary\n').lookThrough(
      findMisreadings,
    );
    expect(warning?.text).toBe(
      'the AWS CLI and boto3 add `role_arn`, `region` of `[DEFAULT]` to every section of the file, and nothing else does',
    );
  });

  test.each(['"', "'", '"v', 'v"', 'vv', '"v\'', 'a"a'])('see no quotes around %s', (value) => {
    expect(kindsIn(`[profile a]\nk = ${value}\n`)).toEqual([]);
  });

  test.each<[text: string, kind: 'config' | 'credentials', words: string]>([
    [
      '[profile a b]',
      'config',
      "`[profile a b]` is skipped: a name with blanks is written in quotes, `[profile 'my prod']`",
    ],
    ['[a]', 'config', '`[a]` is skipped: a profile of the config file is called `[profile NAME]`'],
    [
      '[profile a]',
      'credentials',
      '`[profile a]` is skipped: a profile of the credentials file is called `[NAME]`, without `profile`',
    ],
    ['[profilea]', 'config', '`[profilea]` is skipped: unknown section type'],
    [
      '[my-profile]',
      'config',
      '`[my-profile]` is skipped: a profile of the config file is called `[profile NAME]`',
    ],
    ['[services a]', 'credentials', '`[services a]` is skipped: unknown section type'],
    ['[sso-sesion a]', 'config', '`[sso-sesion a]` is skipped: unknown section type'],
    [
      '[profile "a"]',
      'config',
      '`[profile "a"]` is read here and by the AWS CLI, but most SDKs skip it',
    ],
    [
      '[ profile a]',
      'config',
      '`[ profile a]` has a blank next to a bracket: the AWS CLI, boto3 and the JavaScript SDK do not find the section',
    ],
    [
      '[profile  a]',
      'config',
      'blanks in the brackets: the JavaScript SDK does not find the section',
    ],
    [
      '[profile a]# c',
      'config',
      'a comment right after the header: the JavaScript SDK reads what follows as settings of the section above',
    ],
    ['[profile constructor]', 'config', 'the JavaScript SDK cannot read a section "constructor"'],
    [
      '\uFEFF[profile a]',
      'config',
      'the file begins with a byte order mark: the AWS CLI refuses the whole file',
    ],
    [
      '[default]\n[profile default]',
      'config',
      '`[default]` is not read because there is a `[profile default]`: the AWS CLI reads the last of the two',
    ],
    [
      '[profile a]\n[profile a]',
      'config',
      '`[profile a]` is already on line 1: the AWS CLI refuses the whole file',
    ],
    [
      '[profile a]\nk = v\n  w',
      'config',
      'an indented line continues the value above it: the JavaScript SDK reads it as a separate setting, or drops it',
    ],
    [
      '[profile a]\n  # c',
      'config',
      'an indented comment is part of the value above it, or an error, to the Java and Rust SDKs',
    ],
    ['[a]\nk[] = v', 'credentials', '"k[]" is not a valid name for a setting, so it is skipped'],
    [
      '[a]\nKey = v',
      'credentials',
      '"Key" is not in lower case: the JavaScript SDK does not find it',
    ],
    ['[a]\n__proto__ = v', 'credentials', 'the JavaScript SDK drops a setting "__proto__"'],
  ])('say of %j in the %s file what comes of it', (text, kind, words) => {
    const index = new SectionIndex(sourceOf(text, kind));
    expect(findMisreadings(index).map((each) => each.text)).toEqual([words]);
  });

  test('come from both files, say where and why, and show no value', () => {
    const graph = graphOf('[profile a]\nk = canary # canary\n', '[a]\nk = "canary"\nk = canary\n');
    expect(graph.lookThrough(findMisreadings)).toEqual([
      {
        file: '/aws/config',
        line: 2,
        kind: 'comment-after-value',
        text: 'a comment follows the value: the AWS CLI reads it as part of the value',
      },
      {
        file: '/aws/credentials',
        line: 2,
        kind: 'quoted-value',
        text: 'the quotes are part of the value: the Go SDK, and so Terraform, removes them',
      },
      {
        file: '/aws/credentials',
        line: 3,
        kind: 'duplicate-setting',
        text: '"k" is already on line 2: the AWS CLI refuses the whole file',
      },
    ]);
  });
});
