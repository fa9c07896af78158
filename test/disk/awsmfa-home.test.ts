import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { awsmfaHome } from '../../src/disk/awsmfa-home.ts';
import { Failure } from '../../src/ground/failure.ts';

const home = resolve('/home/jane');

test.each([undefined, ''])('is in ~/.aws where AWSMFA_HOME is %o', (AWSMFA_HOME) => {
  expect(awsmfaHome({ AWSMFA_HOME }, home)).toBe(join(home, '.aws', 'awsmfa'));
});

test('is where AWSMFA_HOME says', () => {
  const folder = resolve('/srv/awsmfa');
  expect(awsmfaHome({ AWSMFA_HOME: folder }, home)).toBe(folder);
  expect(awsmfaHome({ AWSMFA_HOME: folder }, undefined)).toBe(folder);
});

test.each([
  ['~', home],
  ['~/keys', join(home, 'keys')],
  ['~/two words/keys', join(home, 'two words', 'keys')],
])('reads "%s" as a shell would', (AWSMFA_HOME, expected) => {
  expect(resolve(awsmfaHome({ AWSMFA_HOME }, home) ?? '')).toBe(expected);
});

test.each([undefined, '~', '~/keys'])('is nowhere without a home, if it is %o', (AWSMFA_HOME) => {
  expect(awsmfaHome({ AWSMFA_HOME }, undefined)).toBeUndefined();
});

test.each(['keys', './keys', '../keys', '~jane/keys', ' /srv/keys'])(
  'is never relative to the working directory: "%s"',
  (AWSMFA_HOME) => {
    const attempt = () => awsmfaHome({ AWSMFA_HOME }, home);
    expect(attempt).toThrow(Failure);
    expect(attempt).toThrow(`\`AWSMFA_HOME\` "${AWSMFA_HOME}" must be an absolute path`);
  },
);
