import { describe, expect, test } from 'vitest';

import { failureOf, graphOf, valuesOf } from '../../support/config-texts.ts';

const profileA = (config: string) => valuesOf(graphOf(config).profile('a'));

describe('a value', () => {
  test.each(['k = v # c', 'k = v ; c', 'k = v\t# c', 'k=v #'])(
    'ends before a comment: %j',
    (line) => {
      expect(profileA(`[profile a]\n${line}`)).toEqual({ k: 'v' });
    },
  );

  test.each(['v#c', 'v;c', 'v#c;d', 'https://x/#y'])(
    'keeps a sign without a blank: %j',
    (value) => {
      expect(profileA(`[profile a]\nk = ${value}`)).toEqual({ k: value });
    },
  );

  test('is a comment where the sign follows the blank after the equals sign', () => {
    expect(profileA('[profile a]\nk = # c')).toEqual({ k: '' });
    expect(profileA('[profile a]\nk =#c')).toEqual({ k: '#c' });
  });

  test.each([
    '"quoted"',
    "'quoted'",
    '"',
    '"a" b',
    '\\n',
    '\\',
    '${HOME}',
    '%(x)s',
    '[x]',
    '=',
    '= =',
  ])('is taken as it stands: %j', (value) => {
    expect(profileA(`[profile a]\nk = ${value}`)).toEqual({ k: value });
  });

  test.each(['true', 'false', 'null', 'undefined', '__proto__', 'constructor', '1e3', 'a.b'])(
    'is text, whatever it looks like: %j',
    (value) => {
      expect(profileA(`[profile a]\nk = ${value}`)).toEqual({ k: value });
    },
  );

  test.each(['\u2028', '\u2029', '\u00a0', '\ud83d\ude02', '\u0085', '\u000b', 'a\rb'])(
    'may hold any character: %j',
    (character) => {
      expect(profileA(`[profile a]\nk = <${character}>`)).toEqual({ k: `<${character}>` });
    },
  );
});

describe('an indented line', () => {
  test('continues the value above, joined with a newline, comments and equals signs included', () => {
    const text = '[profile a]\nk = v\n  w # c\n\n\tx = y  \nj = 1';
    expect(profileA(text)).toEqual({ k: 'v\nw # c\nx = y', j: '1' });
  });

  test('is a setting of its own block, not of the profile, below a key without a value', () => {
    const profile = graphOf(
      '[profile a]\nregion = r\ns3 = # c\n  region = n # c\n  X.Y[] =\n',
    ).profile('a');
    expect(valuesOf(profile)).toEqual({ region: 'r', s3: '\nregion = n # c\nX.Y[] =' });
    const nested = [...(profile?.settings.get('s3')?.nested ?? [])];
    expect(nested).toEqual([
      [
        'region',
        { value: 'n', origin: { kind: 'file', file: '/aws/config', line: 4, name: 'region' } },
      ],
      [
        'x.y[]',
        { value: '', origin: { kind: 'file', file: '/aws/config', line: 5, name: 'x.y[]' } },
      ],
    ]);
  });

  test('is a comment where it begins with a comment sign, as it is for the AWS CLI', () => {
    expect(profileA('  # c\n[profile a]\n  # c\nk = v\n\t; c\n  w\n')).toEqual({ k: 'v\nw' });
  });

  test('never reaches a block that an earlier duplicate of the key had', () => {
    const profile = graphOf('[profile a]\ns3 =\n  x = 1\ns3 = plain').profile('a');
    expect(profile?.settings.get('s3')).toMatchObject({ value: 'plain' });
    expect(profile?.settings.get('s3')).not.toHaveProperty('nested');
  });
});

describe('a header', () => {
  test.each([
    '[profile a] # c',
    '[profile a]; c',
    '[profile a]# ]',
    '[profile  a]',
    '[ profile a ]',
    '[\tprofile\t a\t]',
  ])('names profile a: %j', (header) => {
    expect(profileA(`[profile b]\nk = 1\n${header}\nk = 2`)).toEqual({ k: '2' });
    expect(valuesOf(graphOf(`[profile b]\nk = 1\n${header}\nk = 2`).profile('b'))).toEqual({
      k: '1',
    });
  });

  test('of a section that comes twice adds to it, and the last value wins', () => {
    const text = '[profile a]\nk = 1\nj = 1\nk = 2\n[profile b]\nk = 0\n[profile a]\nK = 3';
    expect(profileA(text)).toEqual({ k: '3', j: '1' });
  });

  test.each([
    '[profilea]',
    '[profilefoo a]',
    '[Profile a]',
    '[a]',
    '[plugins]',
    '[]',
    '[profile]',
    '[profile a b]',
    '[profile "a"]',
    '[profile a#b]',
    '[profile ä]',
  ])('makes no profile of the config file: %s', (header) => {
    const graph = graphOf(`[profile b]\n${header}\nk = v`);
    expect(graph.names()).toEqual(['b']);
    expect(valuesOf(graph.profile('b'))).toEqual({});
  });

  test.each(['[profile a]', '[sso-session a]', '[services a]', '[a b]', '[a!]'])(
    'makes no profile of the credentials file: %s',
    (header) => {
      const graph = graphOf('', `[b]\n${header}\nk = v`);
      expect(graph.names()).toEqual(['b']);
      expect(graph.ssoSession('a')).toBeUndefined();
    },
  );

  test('with the prefix replaces a plain `[default]` wholly, wherever the two stand', () => {
    for (const text of [
      '[default]\nk = 1\n[profile default]\nj = 2',
      '[profile default]\nj = 2\n[default]\nk = 1',
    ]) {
      expect(valuesOf(graphOf(text).profile('default'))).toEqual({ j: '2' });
    }
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'a.b', '1', 'true', 'null'])(
    'may hold the name %s',
    (name) => {
      const graph = graphOf(`[profile ${name}]\n${name} = ${name}`, `[${name}]\nk = v`);
      expect(graph.names()).toEqual([name]);
      const settings = graph.profile(name)?.settings;
      expect([...(settings ?? [])].map(([key, { value }]) => [key, value])).toEqual([
        [name.toLowerCase(), name],
        ['k', 'v'],
      ]);
    },
  );
});

describe('a key', () => {
  test('is in lower case, whatever the file has', () => {
    expect(profileA('[profile a]\nRole_ARN = X')).toEqual({ role_arn: 'X' });
  });

  test.each(['in valid', 'k[]', '"k"', 'k!', 'ä'])(
    'that the SDKs do not take is skipped: %j',
    (key) => {
      expect(profileA(`[profile a]\n${key} = v\n  more\nj = 1`)).toEqual({ j: '1' });
    },
  );
});

describe('a file', () => {
  test('may have Windows newlines, stray carriage returns and no newline at the end', () => {
    expect(profileA('[profile a]\r\nk = v\r\n  w\r\r\n\r\nj = 1\r')).toEqual({ k: 'v\nw', j: '1' });
  });

  test('may begin with a byte order mark', () => {
    expect(profileA('\uFEFF[profile a]\nk = v')).toEqual({ k: 'v' });
  });

  test.each(['', '\n', ' \t \n', '# c', '\uFEFF', '\r\n\r\n', '[profile a]'])(
    'may say nothing: %j',
    (text) => {
      expect(graphOf(text).profile('b')).toBeUndefined();
    },
  );
});

describe('an error', () => {
  test.each([
    [
      'a line without an equals sign',
      '[profile a]\nk = v\nsecret',
      "expected an '=' sign defining a property",
      3,
    ],
    [
      'an equals sign in the comment only',
      '[profile a]\nsecret # =',
      "expected an '=' sign defining a property",
      2,
    ],
    [
      'a property without a name',
      '[profile a]\n = v\n',
      'expected a property definition, found continuation',
      2,
    ],
    [
      'a property that begins with the sign',
      '[profile a]\n= secret',
      'property did not have a name',
      2,
    ],
    ['a property before any section', '# c\n\nsecret = v', 'expected a profile definition', 3],
    [
      'a continuation before any section',
      '\n secret',
      'expected a profile definition, found continuation',
      2,
    ],
    [
      'a continuation before any property',
      '[profile a]\n secret',
      'expected a property definition, found continuation',
      2,
    ],
    [
      'a continuation below a new header',
      '[profile a]\nk = v\n[profile a]\n secret',
      'expected a property definition, found continuation',
      4,
    ],
    [
      'a header without its bracket',
      '[profile a]\n[secret',
      "profile definition must end with ']'",
      2,
    ],
    [
      'more behind a header',
      '[profile a] secret',
      "profile definition must end with ']', but more follows it",
      1,
    ],
    [
      'a sub-property without a sign',
      '[profile a]\nk =\n  secret',
      "expected an '=' sign defining a sub-property",
      3,
    ],
    [
      'a sub-property without a name',
      '[profile a]\r\nk =\r\n  = secret',
      'sub-property did not have a name',
      3,
    ],
  ])('is %s, with file and line, and shows no part of the line', (_what, text, message, line) => {
    const failure = failureOf(() => graphOf(text));
    expect(failure.kind).toBe('configuration');
    expect(failure.message).toBe(`${message} (/aws/config:${line})`);
    expect(failure.hints).toHaveLength(1);
    expect([failure.message, ...failure.hints].join()).not.toContain('secret');
  });

  test('in the credentials file names that file, whichever profile is asked for', () => {
    const failure = failureOf(() => graphOf('[profile a]\nk = v', '[b]\nsecret'));
    expect(failure.message).toContain('(/aws/credentials:2)');
  });
});
