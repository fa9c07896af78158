import { describe, expect, test } from 'vitest';

import { graphOf, valuesOf } from '../../support/config-texts.ts';

const profileA = (config: string) => valuesOf(graphOf(config).profile('a'));

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
    '[profile "a" b]',
    '[profile "a]',
    '[profile ""]',
    '["profile a"]',
  ])('makes no profile of the config file: %s', (header) => {
    const graph = graphOf(`[profile b]\n${header}\nk = v`);
    expect(graph.names()).toEqual(['b']);
    expect(valuesOf(graph.profile('b'))).toEqual({});
  });

  test.each(['[profile a]', '[profile "a"]', '[sso-session a]', '[services a]', '[]'])(
    'makes no profile of the credentials file: %s',
    (header) => {
      const graph = graphOf('', `[b]\n${header}\nk = v`);
      expect(graph.names()).toEqual(['b']);
      expect(graph.ssoSession('a')).toBeUndefined();
    },
  );

  test.each([
    ['[profile "a"]', 'a'],
    ["[profile 'a']", 'a'],
    ["[profile 'my prod']", 'my prod'],
    ['[profile\t"my  prod" ] # c', 'my  prod'],
    ['[profile my" "prod]', 'my prod'],
    [`[profile 'it'"'"'s mine']`, "it's mine"],
    [String.raw`[profile "a \"b\""]`, 'a "b"'],
    ['[profile a#b]', 'a#b'],
    ['[profile ä!]', 'ä!'],
    ['[profile "the environment"]', 'the environment'],
    ['[profile "default"]', 'default'],
  ])('in the config file may be quoted as the AWS CLI quotes: %s', (header, name) => {
    const graph = graphOf(`${header}\nk = v`, '[a]\nj = 1\n');
    expect(graph.names()).toEqual([...new Set([name, 'a'])]);
    expect(graph.profile(name)?.settings.get('k')?.value).toBe('v');
  });

  test.each(['my prod', "it's mine", 'ä!', '"a"', 'a#b', 'profiled a', 'default'])(
    'in the credentials file holds the name as it is: %s',
    (name) => {
      const graph = graphOf('', `[ ${name} ] # c\nk = v`);
      expect(graph.names()).toEqual([name]);
      expect(valuesOf(graph.profile(name))).toEqual({ k: 'v' });
    },
  );

  test('quoted in the one file and plain in the other is of one profile', () => {
    const graph = graphOf(
      `[profile "prod"]\nk = 1\n[profile 'my prod']\nk = 2`,
      '[prod]\nj = 3\n[my prod]\nj = 4',
    );
    expect(valuesOf(graph.profile('prod'))).toEqual({ k: '1', j: '3' });
    expect(valuesOf(graph.profile('my prod'))).toEqual({ k: '2', j: '4' });
  });

  test('may be quoted for sessions and services too', () => {
    const graph = graphOf(`[sso-session "a b"]\nk = 1\n[services 'a b']\nk = 2`);
    expect(valuesOf(graph.ssoSession('a b'))).toEqual({ k: '1' });
    expect(valuesOf(graph.services('a b'))).toEqual({ k: '2' });
  });

  test('with the prefix replaces a plain `[default]` wholly, in either order', () => {
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
