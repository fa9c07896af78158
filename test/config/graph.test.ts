import { inspect } from 'node:util';

import { describe, expect, test } from 'vitest';

import { parseProfileGraph } from '../../src/config/graph.ts';
import { parseIni } from '../../src/config/dialect/settings.ts';
import { graphOf, valuesOf } from '../support/config-texts.ts';

describe('a profile of both files', () => {
  const graph = graphOf(
    '[profile b]\nk = config\nj = config\n[default]\n[profile a]\n',
    '[c]\n[b]\nK = credentials\n[a]\n',
  );

  test('is merged key by key, the credentials file over the config file', () => {
    expect(valuesOf(graph.profile('b'))).toEqual({ k: 'credentials', j: 'config' });
  });

  test('knows where each setting and each header is', () => {
    const profile = graph.profile('b');
    expect(profile?.settings.get('k')?.origin).toEqual({
      kind: 'file',
      file: '/aws/credentials',
      line: 3,
      name: 'k',
    });
    expect(profile?.headers).toEqual([
      { kind: 'file', file: '/aws/config', line: 1, name: 'profile b' },
      { kind: 'file', file: '/aws/credentials', line: 2, name: 'b' },
    ]);
  });

  test('is in the names once, in file order, config file first', () => {
    expect(graph.names()).toEqual(['b', 'default', 'a', 'c']);
  });

  test('exists where either file has it, and names are case-sensitive', () => {
    expect(valuesOf(graph.profile('c'))).toEqual({});
    expect(graph.profile('C')).toBeUndefined();
    expect(graphOf('').profile('default')).toBeUndefined();
  });
});

describe('an access key', () => {
  const key = (id: string, secret = `secret-of-${id}`) =>
    `aws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`;

  test('of the credentials file does not get the token of the config file', () => {
    const graph = graphOf(
      `[profile a]\n${key('OLD')}aws_session_token = t\nk = v\n`,
      `[a]\n${key('NEW')}`,
    );
    expect(valuesOf(graph.profile('a'))).toEqual({
      aws_access_key_id: 'NEW',
      aws_secret_access_key: '[secret]',
      k: 'v',
    });
    expect(graph.secret('a', 'aws_secret_access_key')?.reveal()).toBe('secret-of-NEW');
    expect(graph.secret('a', 'aws_session_token')).toBeUndefined();
  });

  test('of the config file does not get the token of the credentials file', () => {
    for (const name of ['aws_session_token', 'aws_security_token']) {
      const graph = graphOf(`[profile a]\n${key('ID')}`, `[a]\n${name} = t\naws_access_key_id =\n`);
      expect(graph.profile('a')?.settings.get('aws_access_key_id')?.value).toBe('ID');
      expect(graph.secret('a', 'aws_session_token')).toBeUndefined();
    }
  });

  test.each([
    ['aws_access_key_id = NEW\n', { aws_access_key_id: 'NEW' }],
    ['aws_secret_access_key = s\n', { aws_secret_access_key: '[secret]' }],
  ])('is never made of the halves of two files: %j', (half, settings) => {
    const graph = graphOf(`[profile a]\n${key('OLD')}`, `[a]\n${half}`);
    expect(valuesOf(graph.profile('a'))).toEqual(settings);
    expect(
      valuesOf(
        graphOf('[profile a]\naws_secret_access_key = s', '[a]\naws_access_key_id = I').profile(
          'a',
        ),
      ),
    ).toEqual({ aws_access_key_id: 'I' });
  });

  test('may be in another profile in the other file', () => {
    const graph = graphOf(`[profile a]\n${key('A')}[profile b]\nk = v`, `[b]\n${key('B')}`);
    expect(graph.profile('a')?.settings.get('aws_access_key_id')?.value).toBe('A');
    expect(valuesOf(graph.profile('b'))).toMatchObject({ k: 'v', aws_access_key_id: 'B' });
  });
});

describe('sections that are no profiles', () => {
  const graph = graphOf(
    '[sso-session s]\nsso_region = r\n[services s]\nSTS =\n  Endpoint_URL = http://127.0.0.1:1 # c\n[profile s]\n',
  );

  test('are found by their type', () => {
    expect(graph.names()).toEqual(['s']);
    expect(valuesOf(graph.ssoSession('s'))).toEqual({ sso_region: 'r' });
    expect(graph.ssoSession('t')).toBeUndefined();
    expect(graph.services('t')).toBeUndefined();
  });

  test('give the endpoint of a service, with its origin', () => {
    const sts = graph.services('s')?.settings.get('sts')?.nested;
    expect(sts?.get('endpoint_url')).toEqual({
      value: 'http://127.0.0.1:1',
      origin: { kind: 'file', file: '/aws/config', line: 5, name: 'endpoint_url' },
    });
  });
});

describe('a secret', () => {
  const config =
    '[profile a]\naws_secret_access_key = canary-config\naws_session_token = canary-t1\n';
  const credentials =
    '[a]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\nAWS_Secret_Access_Key = canary-key\naws_security_token = canary-t2\n';

  test('is in no setting and cannot be printed, but its presence and origin can be seen', () => {
    const graph = graphOf(config, credentials);
    const profile = graph.profile('a');
    expect(valuesOf(profile)).toEqual({
      aws_access_key_id: 'AKIAIOSFODNN7EXAMPLE',
      aws_secret_access_key: '[secret]',
      aws_session_token: '[secret]',
    });
    expect(profile?.settings.get('aws_secret_access_key')?.origin.line).toBe(3);
    expect(
      inspect([graph, profile, graph.secret('a', 'aws_session_token')], {
        depth: 9,
        showHidden: true,
      }),
    ).not.toContain('canary');
  });

  test('is read when it is asked for, from the file that wins', () => {
    const graph = graphOf(config, credentials);
    expect(graph.secret('a', 'aws_secret_access_key')?.reveal()).toBe('canary-key');
    expect(graphOf(config).secret('a', 'aws_secret_access_key')?.reveal()).toBe('canary-config');
  });

  test('may go by the legacy name of the session token, whose own name wins within one file', () => {
    expect(graphOf(config, credentials).secret('a', 'aws_session_token')?.reveal()).toBe(
      'canary-t2',
    );
    const both = '[profile a]\naws_session_token = new\naws_security_token = old\n';
    expect(graphOf(both).secret('a', 'aws_session_token')?.reveal()).toBe('new');
  });

  test('is undefined where there is none or it is empty', () => {
    const graph = graphOf('[profile a]\naws_secret_access_key =\n');
    expect(graph.secret('a', 'aws_secret_access_key')).toBeUndefined();
    expect(graph.secret('a', 'aws_session_token')).toBeUndefined();
    expect(graph.secret('b', 'aws_session_token')).toBeUndefined();
    expect(valuesOf(graph.profile('a'))).toEqual({ aws_secret_access_key: '' });
  });

  test('stays hidden where it is spread over lines or sits in a block', () => {
    const graph = graphOf(
      '[profile a]\naws_secret_access_key =\n  canary = 1\naws_session_token = canary\n  canary\n',
    );
    expect(valuesOf(graph.profile('a'))).toEqual({
      aws_secret_access_key: '[secret]',
      aws_session_token: '[secret]',
    });
    expect(inspect(graph.profile('a'), { depth: 9 })).not.toContain('canary');
    expect(graph.secret('a', 'aws_session_token')?.reveal()).toBe('canary\ncanary');
  });
});

describe('the parser of settings', () => {
  test('runs once per file on the sections that are asked for, and on nothing else', () => {
    const parsed: string[] = [];
    const graph = parseProfileGraph(
      {
        config: {
          path: 'config',
          text: '[profile a]\nk = one\n[profile b]\nk = two\n[profile c]\n',
        },
        credentials: { path: 'credentials', text: '[a]\nj = three\n[b]\nj = four\n' },
      },
      (text) => {
        parsed.push(text);
        return parseIni(text);
      },
    );
    graph.names();
    expect(parsed).toEqual([]);
    graph.profile('a');
    graph.profile('a');
    graph.secret('a', 'aws_session_token');
    graph.profile('c');
    expect(parsed).toHaveLength(2);
    expect(parsed.join()).not.toMatch(/two|four/);
  });
});
