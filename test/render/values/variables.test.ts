import { describe, expect, test } from 'vitest';
import { unnamedProfile } from '../../../src/words/profile-name.ts';
import { environmentChange, exportedNames } from '../../../src/render/values/variables.ts';
import { base, prod, session } from '../export/samples.ts';

describe('environmentChange', () => {
  test('sets keys, expiry, both regions and the profile, and drops what would compete with them', () => {
    const { set, unset } = environmentChange(prod);
    expect(Object.fromEntries(set.map(({ name, value }) => [name, value]))).toEqual({
      AWS_ACCESS_KEY_ID: 'ASIAIOSFODNN7EXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
      AWS_SESSION_TOKEN: 'IQoJb3JpZ2luX2VjEXAMPLE//token+==',
      AWS_CREDENTIAL_EXPIRATION: '2026-11-20T22:00:00Z',
      AWS_REGION: 'eu-west-1',
      AWS_DEFAULT_REGION: 'eu-west-1',
      AWSMFA_EXPORTED_REGION: 'eu-west-1',
      AWSMFA_PROFILE: 'prod',
    });
    expect(unset).toEqual(['AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_SECURITY_TOKEN']);
  });

  test('drops the token and expiry of an earlier session where the keys have none', () => {
    const { set, unset } = environmentChange(base);
    expect(set.map(({ name }) => name)).toEqual([
      'AWS_ACCESS_KEY_ID',
      'AWS_SECRET_ACCESS_KEY',
      'AWSMFA_PROFILE',
    ]);
    expect(unset).toContain('AWS_SESSION_TOKEN');
    expect(unset).toContain('AWS_CREDENTIAL_EXPIRATION');
  });

  test('drops the expiry of an earlier session where that of this one is not known', () => {
    const { accessKeyId, secretAccessKey, sessionToken } = session;
    const credentials = { accessKeyId, secretAccessKey, sessionToken };
    const { unset } = environmentChange({ ...base, credentials });
    expect(unset).toContain('AWS_CREDENTIAL_EXPIRATION');
    expect(unset).not.toContain('AWS_SESSION_TOKEN');
  });

  test.each([
    ['the caller set itself', { AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-west-1' }, []],
    [
      'the caller set after an export',
      { AWS_REGION: 'eu-west-1', AWSMFA_EXPORTED_REGION: 'us-east-1' },
      [],
    ],
    ['is empty', { AWS_REGION: '', AWSMFA_EXPORTED_REGION: '' }, []],
    [
      'an export set',
      { AWS_REGION: 'a', AWS_DEFAULT_REGION: 'a', AWSMFA_EXPORTED_REGION: 'a' },
      ['AWS_REGION', 'AWS_DEFAULT_REGION'],
    ],
    [
      'an export set, and the caller changed in part',
      { AWS_REGION: 'b', AWS_DEFAULT_REGION: 'a', AWSMFA_EXPORTED_REGION: 'a' },
      ['AWS_DEFAULT_REGION'],
    ],
  ])('where no region is known, does with one that %s as it should', (_, before, dropped) => {
    const { set, unset } = environmentChange({ ...base, before });
    expect(set.filter(({ name }) => name.includes('REGION'))).toEqual([]);
    expect(unset.filter((name) => name.includes('REGION'))).toEqual([
      ...dropped,
      'AWSMFA_EXPORTED_REGION',
    ]);
  });

  test.each([
    [{ AWS_REGION: 'eu-west-1' }],
    [{ AWS_DEFAULT_REGION: 'eu-west-1', AWSMFA_EXPORTED_REGION: 'us-east-1' }],
  ])("a region that is the caller's own (%j) is not called an export's", (before) => {
    const { set, unset } = environmentChange({ ...prod, before });
    expect(set.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['AWS_REGION', 'AWS_DEFAULT_REGION']),
    );
    expect(unset).toContain('AWSMFA_EXPORTED_REGION');
  });

  test.each([
    [{ AWS_REGION: 'us-east-1' }],
    [{ AWS_REGION: 'eu-west-1', AWSMFA_EXPORTED_REGION: 'eu-west-1' }],
  ])("a region that is not the caller's own (%j) is marked as an export's", (before) => {
    const { set } = environmentChange({ ...prod, before });
    expect(set).toContainEqual({ name: 'AWSMFA_EXPORTED_REGION', value: 'eu-west-1' });
  });

  test('names no profile where there is none, and drops the name of an earlier one', () => {
    const { set, unset } = environmentChange({ ...base, profile: unnamedProfile });
    expect(set.map(({ name }) => name)).not.toContain('AWSMFA_PROFILE');
    expect(unset).toContain('AWSMFA_PROFILE');
  });

  test('sets nothing that exportedNames does not list', () => {
    const names: readonly string[] = exportedNames;
    for (const { name } of environmentChange(prod).set) expect(names).toContain(name);
  });
});
