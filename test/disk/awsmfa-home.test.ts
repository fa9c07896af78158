import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { awsmfaHome } from '../../src/disk/awsmfa-home.ts';

const home = resolve('/home/jane');
const hint =
  'set `AWSMFA_HOME` to a path that starts with `/` or `~/`, or unset it to use `~/.aws/awsmfa`';

test.each([undefined, ''])('is in ~/.aws where AWSMFA_HOME is %o', (AWSMFA_HOME) => {
  expect(awsmfaHome({ AWSMFA_HOME }, home)).toBe(join(home, '.aws', 'awsmfa'));
});

test('is where AWSMFA_HOME says', () => {
  const folder = resolve('/srv/awsmfa');
  expect(awsmfaHome({ AWSMFA_HOME: folder }, home)).toBe(folder);
  expect(awsmfaHome({ AWSMFA_HOME: folder }, undefined)).toBe(folder);
});

test.each([
  ['~/keys', join(home, 'keys')],
  ['~/two words/keys', join(home, 'two words', 'keys')],
])('reads "%s" as a shell would', (AWSMFA_HOME, expected) => {
  expect(resolve(awsmfaHome({ AWSMFA_HOME }, home) ?? '')).toBe(expected);
});

test.each([undefined, '~/keys'])('is nowhere without a home, if it is %o', (AWSMFA_HOME) => {
  expect(awsmfaHome({ AWSMFA_HOME }, undefined)).toBeUndefined();
  expect(awsmfaHome({ AWSMFA_HOME }, 'relative/home')).toBeUndefined();
});

test.each(['~', '~/', 'keys', './keys', '../keys', '~jane/keys', 'x~/keys', ' /srv/keys'])(
  'is never relative to the working directory, nor the home itself: "%s"',
  (AWSMFA_HOME) => {
    const attempt = () => awsmfaHome({ AWSMFA_HOME }, home);
    expect(attempt).toThrow(expect.objectContaining({ kind: 'configuration', hints: [hint] }));
    expect(attempt).toThrow(`\`AWSMFA_HOME\` "${AWSMFA_HOME}" must be an absolute path`);
  },
);
