import { describe, expect, test } from 'vitest';
import { unnamedProfile } from '../../../src/words/profile-name.ts';
import { environmentChange, exportedNames } from '../../../src/render/values/variables.ts';
import { accessKey, prod, session } from '../export/samples.ts';

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
      AWSMFA_PROFILE: 'prod',
    });
    expect(unset).toEqual(['AWS_PROFILE', 'AWS_DEFAULT_PROFILE', 'AWS_SECURITY_TOKEN']);
  });

  test('drops the token and expiry of an earlier session where the keys have none', () => {
    const { set, unset } = environmentChange({ credentials: accessKey, profile: 'base' });
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
    const { unset } = environmentChange({ credentials, profile: 'base' });
    expect(unset).toContain('AWS_CREDENTIAL_EXPIRATION');
    expect(unset).not.toContain('AWS_SESSION_TOKEN');
  });

  test('leaves the region variables alone where no region is known', () => {
    const { set, unset } = environmentChange({ credentials: session, profile: 'p' });
    const touched = [...set.map(({ name }) => name), ...unset];
    expect(touched.filter((name) => name.includes('REGION'))).toEqual([]);
  });

  test('names no profile where there is none, and drops the name of an earlier one', () => {
    const { set, unset } = environmentChange({ credentials: session, profile: unnamedProfile });
    expect(set.map(({ name }) => name)).not.toContain('AWSMFA_PROFILE');
    expect(unset).toContain('AWSMFA_PROFILE');
  });

  test('sets nothing that exportedNames does not list', () => {
    const names: readonly string[] = exportedNames;
    for (const { name } of environmentChange(prod).set) expect(names).toContain(name);
  });
});
