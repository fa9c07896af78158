import { describe, expect, test } from 'vitest';

import { graphOf, valuesOf } from '../../support/config-texts.ts';

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
  ])('is text, as it is in the file: %j', (value) => {
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

describe('a key', () => {
  test('is in lower case, whatever the file has', () => {
    expect(profileA('[profile a]\nRole_ARN = X')).toEqual({ role_arn: 'X' });
  });

  test.each(['in valid', 'k[]', '"k"', 'k!', 'ä'])('that no SDK accepts is skipped: %j', (key) => {
    expect(profileA(`[profile a]\n${key} = v\n  more\nj = 1`)).toEqual({ j: '1' });
  });
});

describe('blanks', () => {
  test.each(['\u00a0', '\u000b', '\f', '\u0085', '\u2003', '\u202f', '\u3000', '\uFEFF'])(
    'of any kind are trimmed off names and values: %j',
    (blank) => {
      const text = `[profile${blank}${blank}a${blank}]${blank}\n${blank}k${blank}=${blank}v${blank}\n${blank}\nj = w${blank}# c\n  x${blank}\n`;
      expect(profileA(text)).toEqual({ k: 'v', j: 'w\nx' });
    },
  );

  test('are no control characters, which are part of a value', () => {
    expect(profileA('[profile a]\nk = \u0001v\u0008')).toEqual({ k: '\u0001v\u0008' });
  });

  test('stay where they are between the words of a value', () => {
    expect(profileA('[profile a]\nk = a\u00a0b\u3000c')).toEqual({ k: 'a\u00a0b\u3000c' });
  });
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
