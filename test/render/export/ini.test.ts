import { parse } from 'ini';
import { describe, expect, test } from 'vitest';
import { renderExport } from '../../../src/render/export/export.ts';
import { Secret } from '../../../src/ground/secret.ts';
import { unnamedProfile } from '../../../src/words/profile-name.ts';
import { refusal } from './refusal.ts';
import { accessKey, base, ordinaryValues, prod } from './samples.ts';

describe('--format ini', () => {
  test('is a section of the credentials file', () => {
    expect(renderExport('ini', prod).stdout).toBe(
      [
        '[prod]',
        '# expires 2026-11-20T22:00:00Z',
        'aws_access_key_id = ASIAIOSFODNN7EXAMPLE',
        'aws_secret_access_key = wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
        'aws_session_token = IQoJb3JpZ2luX2VjEXAMPLE//token+==',
        'aws_account_id = 123456789012',
        'region = eu-west-1',
        '',
      ].join('\n'),
    );
  });

  test('is called for the environment where there is no profile', () => {
    const { stdout } = renderExport('ini', { ...base, profile: unnamedProfile });
    expect(stdout).toMatch(/^\[environment\]\n/);
  });

  test('has no line for what is not known', () => {
    const { stdout } = renderExport('ini', base);
    expect(Object.keys(parse(stdout)['base'] as object)).toEqual([
      'aws_access_key_id',
      'aws_secret_access_key',
    ]);
  });

  test.each(ordinaryValues)('reads back %j', (value) => {
    const credentials = { ...accessKey, secretAccessKey: new Secret(value) };
    const { stdout } = renderExport('ini', { ...base, credentials, region: value });
    expect(parse(stdout)['base']).toMatchObject({ aws_secret_access_key: value, region: value });
  });

  test.each(['a b', 'a]', '[a', 'a\n[b', 'é', 'a#b', '"a"', 'a;b'])(
    'refuses the profile name %j, which is no section to every reader',
    (profile) => {
      expect(() => renderExport('ini', { ...prod, profile })).toThrow(
        refusal('ini', 'the name of the profile'),
      );
    },
  );

  test.each(['', ' a', 'a ', 'a # b', 'a;b', '"a"', 'a\nrole_arn = b', '\\', 'é'])(
    'refuses the value %j, which is not read back as it is by every reader',
    (region) => {
      expect(() => renderExport('ini', { ...prod, region })).toThrow(
        refusal('ini', 'the value of "region"'),
      );
    },
  );
});
