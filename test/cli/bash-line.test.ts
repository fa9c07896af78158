import { describe, expect, test } from 'vitest';
import { readBashLine } from '../../src/cli/completion/bash-line.ts';

/** bash's own COMP_WORDBREAKS. */
const breaks = ` \t\n"'><=;|&(:`;

describe('the words of a line of bash', () => {
  test.each([
    ['awsmfa login ', ['awsmfa', 'login', '']],
    ['awsmfa  login pr', ['awsmfa', 'login', 'pr']],
    [String.raw`awsmfa login my\ pr`, ['awsmfa', 'login', 'my pr']],
    ['awsmfa login "my pr', ['awsmfa', 'login', 'my pr']],
    ["awsmfa login 'my pr' x", ['awsmfa', 'login', 'my pr', 'x']],
    [String.raw`awsmfa login "a\$b\c`, ['awsmfa', 'login', String.raw`a$b\c`]],
    [String.raw`awsmfa login 'a\b`, ['awsmfa', 'login', String.raw`a\b`]],
    ['awsmfa login "" x', ['awsmfa', 'login', '', 'x']],
    ['awsmfa login ""', ['awsmfa', 'login', '']],
    ['awsmfa login x\\', ['awsmfa', 'login', 'x']],
  ])('%s', (line, words) => {
    expect(readBashLine(line, breaks).words).toEqual(words);
  });
});

describe('what readline puts in place of the last word', () => {
  test.each([
    ['a ', 'my prod', String.raw`my\ prod`],
    ['a ', `it's "x" $y`, String.raw`it\'s\ \"x\"\ \$y`],
    ['a "my', 'my $x"', String.raw`my \$x\"`],
    ["a 'my", "my 'x", String.raw`my '\''x`],
    ['a work:d', 'work:dev', 'dev'],
    ['a "work:d', 'work:dev', 'work:dev'],
    [String.raw`a wo\:rk:d`, 'wo:rk:dev', 'dev'],
    ['a --profile=my', '--profile=my prod', String.raw`my\ prod`],
    ['a ', '本番', String.raw`\本\番`],
  ])('%j, for %s', (line, word, replacement) => {
    expect(readBashLine(line, breaks).replacement(word)).toBe(replacement);
  });
});
