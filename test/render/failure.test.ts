import { expect, test } from 'vitest';
import { Failure } from '../../src/ground/failure.ts';
import { renderFailure } from '../../src/render/failure.ts';

test('a failure is one line of error and one line for each hint', () => {
  const failure = new Failure('usage', 'there is no profile "x"', ['run `awsmfa list`', 'mend it']);
  expect(renderFailure(failure)).toBe(
    'awsmfa: error: there is no profile "x"\n' +
      'awsmfa: hint: run `awsmfa list`\n' +
      'awsmfa: hint: mend it\n',
  );
});

test('a failure without hints is one line', () => {
  expect(renderFailure(new Failure('network', 'no answer'))).toBe('awsmfa: error: no answer\n');
});

test('no message of AWS and no name from a file steers the terminal or fakes a line', () => {
  const failure = new Failure('refused', 'no\u001b[2J\nawsmfa: all is well', ['a\u202eb']);
  expect(renderFailure(failure)).toBe(
    String.raw`awsmfa: error: no\x1b[2J\nawsmfa: all is well` +
      '\n' +
      String.raw`awsmfa: hint: a\u202eb` +
      '\n',
  );
});
