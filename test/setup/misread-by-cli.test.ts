import { expect, test } from 'vitest';
import { renderMisread } from '../../src/render/setup.ts';
import { misreadByCli } from '../../src/setup/misread-by-cli.ts';
import { graphOf } from '../support/config-texts.ts';

const misread = (config: string, credentials = '') =>
  misreadByCli(['prod'], graphOf(config, credentials)).map(
    ({ file, line, kind }) => `${file}:${line} ${kind}`,
  );

test.each([
  ['[profile prod]\nregion = a\n[profile prod]\n', '/aws/config:3 duplicate-section'],
  ['[profile prod]\n[profile x]\nregion = a\nregion = b\n', '/aws/config:4 duplicate-setting'],
  ['\uFEFF[profile prod]\n', '/aws/config:1 byte-order-mark'],
  ['[profile prod]\nregion=us-east-1 # home\n', '/aws/config:2 comment-after-value'],
  ['[ profile prod]\nregion = a\n', '/aws/config:1 hidden-section'],
  ['[profile prod]\n[DEFAULT]\nregion = a\n', '/aws/config:2 inherited-settings'],
])('what makes the AWS CLI fail with a profile counts for it: %j', (config, found) => {
  expect(misread(config)).toEqual([found]);
});

test('so does it in the credentials file', () => {
  expect(misread('[profile prod]\n', '[x]\n[x]\n[ prod]\n')).toEqual([
    '/aws/credentials:2 duplicate-section',
    '/aws/credentials:3 hidden-section',
  ]);
});

test.each([
  ['in the section of another', '[profile prod]\n[ profile x]\nregion = a # b\n'],
  ['in a setting that awsmfa alone reads', '[profile prod]\nawsmfa_role_arn = a # b\n'],
  ['that concerns other SDKs alone', '[profile  prod]\nRegion = "a"\n  # b\n'],
])('what is %s does not', (_where, config) => {
  expect(misread(config)).toEqual([]);
});

test('it is said with its place, and without what would steer the terminal', () => {
  const found = misreadByCli(
    ['prod'],
    graphOf('[profile prod]\n[profile prod]\n[a\u001b]\n[a\u001b]\n'),
  );
  expect(renderMisread(found)).toBe(`
The AWS CLI and boto3 read the files differently:
  /aws/config:2: \`[profile prod]\` is already on line 1: the AWS CLI refuses the whole file
  /aws/config:4: \`[a\\x1b]\` is already on line 3: the AWS CLI refuses the whole file
Fix that first; \`awsmfa doctor\` says how.
`);
  expect(renderMisread([])).toBe('');
});
