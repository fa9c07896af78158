import { describe, expect, test } from 'vitest';
import { failureOf, graphOf, valuesOf } from '../support/config-texts.ts';

describe('include_profile', () => {
  test('brings the settings that a profile lacks, from the nearest that has them, with their origins', () => {
    const graph = graphOf(
      '[profile a]\ninclude_profile = b\nregion = own\n[profile b]\ninclude_profile = c\nregion = b\nmfa_serial = b\n[profile c]\nmfa_serial = c\noutput = c\n',
    );
    expect(valuesOf(graph.profile('a'))).toEqual({
      include_profile: 'b',
      region: 'own',
      mfa_serial: 'b',
      output: 'c',
    });
    expect(graph.profile('a')?.settings.get('output')?.origin.line).toBe(10);
    expect(valuesOf(graph.profile('b'))).not.toHaveProperty('region', 'own');
  });

  test('brings no credentials', () => {
    const graph = graphOf(
      '[profile a]\ninclude_profile = b\n',
      '[b]\naws_access_key_id = AKIA\naws_secret_access_key = s\naws_security_token = t\ncredential_process = p\nregion = r\n',
    );
    expect(valuesOf(graph.profile('a'))).toEqual({ include_profile: 'b', region: 'r' });
    expect(graph.secret('a', 'aws_secret_access_key')).toBeUndefined();
  });

  test.each([
    'aws_access_key_id',
    'awsmfa_access_key_id',
    'aws_secret_access_key',
    'aws_session_token',
    'credential_process',
    'login_session',
    'web_identity_token_file',
  ])('brings no %s, nor where to sign in to who has one', (key) => {
    const included = `[profile b]\n${key} = theirs\nsso_start_url = u\nregion = r\n`;
    const keysOf = (own: string) => [
      ...(graphOf(`[profile a]\ninclude_profile = b\n${own}${included}`)
        .profile('a')
        ?.settings.keys() ?? []),
    ];
    expect(keysOf('')).toEqual(['include_profile', 'sso_start_url', 'region']);
    expect(keysOf(`${key} = own\n`)).toEqual(['include_profile', key, 'region']);
    expect(keysOf(`${key} =\n`)).toEqual(['include_profile', key, 'sso_start_url', 'region']);
  });

  test('fails on a loop, which it shows, and only where the loop is asked for', () => {
    const graph = graphOf(
      '[profile a]\ninclude_profile = b\n[profile b]\ninclude_profile = c\n[profile c]\ninclude_profile = b\n[profile d]\n',
    );
    expect(failureOf(() => graph.profile('a'))).toMatchObject({
      message: 'the included profiles form a loop (/aws/config:6): a → b → c → b',
      hints: ['remove one of these `include_profile` settings'],
    });
    expect(graph.names()).toEqual(['a', 'b', 'c', 'd']);
    expect(valuesOf(graph.profile('d'))).toEqual({});
  });

  test('fails on a profile that does not exist, with file and line', () => {
    const graph = graphOf('[profile a]\ninclude_profile = gone\n');
    expect(failureOf(() => graph.profile('a')).message).toBe(
      '`include_profile` names a profile that does not exist, "gone" (/aws/config:2)',
    );
  });

  test('brings where to sign in, but not in place of keys that the profile has itself', () => {
    const included = '[profile sso]\nsso_start_url = u\nlogin_session = l\nregion = r\n';
    const keys = 'aws_access_key_id = AKIA\naws_secret_access_key = s\n';
    const graph = graphOf(
      `[profile own]\ninclude_profile = sso\n${keys}[profile none]\ninclude_profile = sso\n${included}`,
    );
    expect([...(graph.profile('own')?.settings.keys() ?? [])]).not.toContain('sso_start_url');
    const none = { include_profile: 'sso', sso_start_url: 'u', region: 'r' };
    expect(valuesOf(graph.profile('none'))).toEqual(none);
  });

  test('without a value includes nothing', () => {
    expect(valuesOf(graphOf('[profile a]\ninclude_profile =\n').profile('a'))).toEqual({
      include_profile: '',
    });
  });
});
