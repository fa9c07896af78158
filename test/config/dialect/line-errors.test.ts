import { describe, expect, test } from 'vitest';

import { failureOf, graphOf, valuesOf } from '../../support/config-texts.ts';

const hints: Readonly<Record<string, string>> = {
  'a line has no "="': 'write it as `name = value`, or begin the line with `#`',
  'a setting has no name': 'write a name before the "="',
  'a setting comes before the first header':
    'put a header such as `[default]` or `[profile NAME]` above it',
  'an indented line comes before the first header':
    'put a header such as `[default]` or `[profile NAME]` above it',
  'an indented line follows a header': 'remove the blanks at the beginning of the line',
  'a header lacks its "]"': 'add the "]"',
  'something follows the "]" of a header': 'remove what follows the "]", or put `#` before it',
};

describe('an error', () => {
  test.each([
    ['a line without an equals sign', '[profile a]\nk = v\nsecret', 'a line has no "="', 3],
    ['an equals sign in the comment only', '[profile a]\nsecret # =', 'a line has no "="', 2],
    ['a line of a block without one', '[profile a]\nk =\n  secret', 'a line has no "="', 3],
    ['a setting without a name', '[profile a]\n= secret', 'a setting has no name', 2],
    [
      'one of a block without a name',
      '[profile a]\r\nk =\r\n = secret',
      'a setting has no name',
      3,
    ],
    [
      'a setting before any header',
      '# c\n\nsecret = v',
      'a setting comes before the first header',
      3,
    ],
    [
      'an indented line before any header',
      '\n secret',
      'an indented line comes before the first header',
      2,
    ],
    [
      'an indented line below a header',
      '[profile a]\n secret',
      'an indented line follows a header',
      2,
    ],
    [
      'an indented line below a second header',
      '[profile a]\nk = v\n[profile a]\n\tsecret = 1',
      'an indented line follows a header',
      4,
    ],
    ['a header without its bracket', '[profile a]\n[secret', 'a header lacks its "]"', 2],
    ['more behind a header', '[profile a] secret', 'something follows the "]" of a header', 1],
  ])('is %s, with file and line, and shows no part of the line', (_what, text, message, line) => {
    const failure = failureOf(() => graphOf(text));
    expect(failure.kind).toBe('configuration');
    expect(failure.message).toBe(`${message} (/aws/config:${line})`);
    expect(failure.hints).toEqual([hints[message]]);
    expect([failure.message, ...failure.hints].join()).not.toContain('secret');
  });

  test('in the credentials file names that file, whichever profile is asked for', () => {
    const failure = failureOf(() => graphOf('[profile a]\nk = v', '[b]\nsecret'));
    expect(failure.message).toContain('(/aws/credentials:2)');
  });
});

describe('an indented header', () => {
  test.each([
    '[profile a]\nrole_arn = a\n [profile b]\nrole_arn = b',
    '[profile a]\ns3 =\n\t[profile b]',
    '[profile a]\nk = v\n  [ default ] # c',
    "[profile a]\nk = v\n  [profile 'my prod']; c",
    '[profile a]\n [b]',
    ' [profile a]',
  ])('is an error: read as part of the value above, it would mix two profiles up: %j', (text) => {
    const failure = failureOf(() => graphOf(text));
    const line = text.split('\n').findIndex((each) => /^\s+\[/.test(each)) + 1;
    expect(failure.message).toBe(`a header is indented (/aws/config:${line})`);
    expect(failure.hints).toEqual(['remove the blanks at the beginning of the line']);
  });

  test.each([
    '[{"Effect": "Allow"}],',
    '["a"]',
    '["a", "b"]',
    '[]',
    '[a] b',
    '[a, b]',
    "['a']",
    'a [b]',
  ])('is not every line with brackets, as a policy has them: %s', (line) => {
    const read = valuesOf(graphOf(`[profile a]\nk = v\n  ${line}`).profile('a'));
    expect(read).toEqual({ k: `v\n${line}` });
  });
});

/** It looks like a secret access key. */
const canaryKey = 'canary/canary+canary/canary+canary/canar';

describe('a secret on an indented line', () => {
  test.each([
    '[profile a]\nregion = eu-west-1\n  aws_secret_access_key = canary\n',
    '[profile a]\ns3 =\n  aws_session_token = canary\n',
    '[profile a]\nregion = r\n  v\n\tAWS_SECURITY_TOKEN: canary\n',
    '[profile a]\nregion = r\n  export AWS_SECRET_ACCESS_KEY=canary\n',
    '[profile a]\nregion = r\n  "SecretAccessKey": "canary"\n',
    '[profile a]\nregion = r\n  "SessionToken": "canary"\n',
    `[profile a]\nregion = r\n  ${canaryKey}\n`,
    `[profile a]\nregion = r\n  aws_secret_acces_key=${canaryKey}\n`,
  ])('is an error of that profile alone, and is never shown: %j', (text) => {
    const graph = graphOf(`${text}[profile b]\nk = v\n`);
    const failure = failureOf(() => graph.profile('a'));
    const line = text.split('\n').findIndex((each) => each.includes('canary')) + 1;
    expect(failure.message).toBe(
      `a secret is on an indented line, which makes it part of the setting above (/aws/config:${line})`,
    );
    expect(failure.hints).toEqual(['remove the blanks at the beginning of the line']);
    expect(valuesOf(graph.profile('b'))).toEqual({ k: 'v' });
  });
});

describe('a setting of the chain on an indented line', () => {
  test.each(['role_arn = x', 'Source_Profile=x', 'mfa_serial = x', 'awsmfa_region = x'])(
    'is an error, as without it other credentials would be handed out: %s',
    (setting) => {
      const graph = graphOf(`[profile a]\nregion = r\n\t${setting}\n[profile b]\nk = v\n`);
      const failure = failureOf(() => graph.profile('a'));
      expect(failure.message).toBe(
        'a setting is on an indented line, which makes it part of the setting above (/aws/config:3)',
      );
      expect(valuesOf(graph.profile('b'))).toEqual({ k: 'v' });
    },
  );

  test('is an error in a nested block, too, and none within other texts', () => {
    const nested = graphOf('[profile a]\ns3 =\n  role_arn = x\n');
    expect(failureOf(() => nested.profile('a')).message).toContain('(/aws/config:3)');
    const text = '[profile a]\ns3 =\n  use_role_arn = x\npolicy = {\n  "role_arn = x": 1 }\n';
    expect([...(graphOf(text).profile('a')?.settings.keys() ?? [])]).toEqual(['s3', 'policy']);
  });
});
