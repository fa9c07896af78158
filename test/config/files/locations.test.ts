import { describe, expect, test } from 'vitest';

import { locateConfigFiles } from '../../../src/config/files/locations.ts';
import { failureOf } from '../../support/config-texts.ts';

describe('the configuration files', () => {
  test('are in the home directory that the environment names, else in the one the system knows', () => {
    expect(locateConfigFiles({ HOME: '/h' }, '/system', 'linux').config).toBe('/h/.aws/config');
    expect(locateConfigFiles({ HOME: '' }, '/system', 'darwin').credentials).toBe(
      '/system/.aws/credentials',
    );
    expect(locateConfigFiles({ USERPROFILE: 'C:\\u' }, '/system', 'linux').config).toBe(
      '/system/.aws/config',
    );
    expect(locateConfigFiles({ HOMEPATH: '\\u' }, 'D:\\s', 'win32').config).toBe(
      'D:\\s\\.aws\\config',
    );
    expect(locateConfigFiles({ HOMEDRIVE: 'C:' }, 'D:\\s', 'win32').config).toBe(
      'D:\\s\\.aws\\config',
    );
  });

  test('are where the variables say, a leading tilde expanded, an empty variable counting as unset', () => {
    const env = { HOME: '/h', AWS_CONFIG_FILE: '~/c', AWS_SHARED_CREDENTIALS_FILE: '' };
    expect(locateConfigFiles(env, undefined, 'linux')).toEqual({
      config: '/h/c',
      credentials: '/h/.aws/credentials',
    });
    const relative = { HOME: '/h', AWS_CONFIG_FILE: 'c/~/d', AWS_SHARED_CREDENTIALS_FILE: '~x' };
    expect(locateConfigFiles(relative, undefined, 'linux')).toEqual({
      config: 'c/~/d',
      credentials: '~x',
    });
  });

  test.each([
    [{ HOME: 'C:\\h', USERPROFILE: 'C:\\u', HOMEDRIVE: 'E:', HOMEPATH: '\\p' }, 'C:\\h'],
    [{ USERPROFILE: 'C:\\u', HOMEDRIVE: 'E:', HOMEPATH: '\\p' }, 'C:\\u'],
    [{ HOMEDRIVE: 'E:', HOMEPATH: '\\p' }, 'E:\\p'],
  ])('are in the first home that Windows names: %o', (env, home) => {
    expect(locateConfigFiles(env, 'D:\\s', 'win32').config).toBe(`${home}\\.aws\\config`);
  });

  test('are where a variable says on Windows, where it has no tilde', () => {
    const env = { HOME: 'C:\\h', AWS_CONFIG_FILE: 'D:\\c' };
    expect(locateConfigFiles(env, undefined, 'win32').config).toBe('D:\\c');
  });

  test('may have a tilde before a backslash on Windows only', () => {
    const env = { HOME: 'C:\\h', AWS_CONFIG_FILE: '~\\c' };
    expect(locateConfigFiles(env, undefined, 'win32').config).toBe('C:\\h\\c');
    expect(locateConfigFiles(env, undefined, 'linux').config).toBe('~\\c');
  });

  test('need a home directory only where a path does', () => {
    const env = { AWS_CONFIG_FILE: '/c', AWS_SHARED_CREDENTIALS_FILE: '/d' };
    expect(locateConfigFiles(env, undefined, 'linux')).toEqual({ config: '/c', credentials: '/d' });
    const failure = failureOf(() =>
      locateConfigFiles({ AWS_CONFIG_FILE: '/c' }, undefined, 'linux'),
    );
    expect(failure.kind).toBe('configuration');
    expect(failure.message).toBe(
      'no home directory is known, so "~/.aws/credentials" cannot be found',
    );
    expect(failure.hints).toEqual([
      'set `HOME`, or set `AWS_SHARED_CREDENTIALS_FILE` to an absolute path',
    ]);
  });
});
