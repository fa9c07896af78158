import { describe, expect, test } from 'vitest';
import { formatExpiration, renderProcessJson } from '../../../src/render/values/process-json.ts';
import { Secret } from '../../../src/ground/secret.ts';
import { accessKey, session } from '../export/samples.ts';

describe('renderProcessJson', () => {
  test('gives a session as one line of the protocol, with the number 1 as its version', () => {
    expect(renderProcessJson(session)).toBe(
      '{"Version":1,"AccessKeyId":"ASIAIOSFODNN7EXAMPLE",' +
        '"SecretAccessKey":"wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",' +
        '"SessionToken":"IQoJb3JpZ2luX2VjEXAMPLE//token+==",' +
        '"Expiration":"2026-11-20T22:00:00Z","AccountId":"123456789012"}\n',
    );
  });

  test('leaves out what a long-term key does not have', () => {
    expect(Object.keys(JSON.parse(renderProcessJson(accessKey)) as object)).toEqual([
      'Version',
      'AccessKeyId',
      'SecretAccessKey',
    ]);
  });

  test('leaves out the end of a session that nobody knows the end of', () => {
    const { accessKeyId, secretAccessKey, sessionToken } = session;
    const endless = { accessKeyId, secretAccessKey, sessionToken };
    expect(JSON.parse(renderProcessJson(endless))).not.toHaveProperty('Expiration');
  });

  test('stays one line whatever a value holds', () => {
    const text = renderProcessJson({ ...accessKey, secretAccessKey: new Secret('a\n"b\\\u2028') });
    expect(text.indexOf('\n')).toBe(text.length - 1);
    expect(JSON.parse(text)).toHaveProperty('SecretAccessKey', 'a\n"b\\\u2028');
  });
});

describe('formatExpiration', () => {
  test('drops fractions of a second rather than promise more than there is', () => {
    expect(formatExpiration(new Date('2026-11-20T22:00:00.999Z'))).toBe('2026-11-20T22:00:00Z');
  });
});
