import { describe, expect, test } from 'vitest';
import {
  chainSettings,
  chooseProfile,
  choosingVariable,
  ownSettings,
  resolveOverrides,
} from '../../../src/plan/model/request.ts';
import { asOptions } from '../planning.ts';

describe('what wins over the settings of a profile', () => {
  test.for([...chainSettings, ...ownSettings])('is the option, then the variable: %s', (name) => {
    const variable = `AWSMFA_${name.toUpperCase()}`;
    const fromVariable = new Map([
      [name, { value: 'v', origin: { kind: 'environment', name: variable } }],
    ]);
    const option = asOptions({ [name]: 'o' });
    expect(resolveOverrides(option, { [variable]: 'v' })).toEqual(option);
    expect(resolveOverrides(new Map(), { [variable]: 'v' })).toEqual(fromVariable);
    expect(resolveOverrides(asOptions({ [name]: '' }), { [variable]: 'v' })).toEqual(fromVariable);
    expect(resolveOverrides(new Map(), { [variable]: '' })).toEqual(new Map());
  });
});

describe('the profile to work on', () => {
  const both = { AWS_PROFILE: 'first', AWS_DEFAULT_PROFILE: 'second' };
  const keys = { AWS_ACCESS_KEY_ID: 'AKIA', AWS_SECRET_ACCESS_KEY: 's' };
  const role = asOptions({ role_arn: 'r' });

  test.for<[string, Parameters<typeof chooseProfile>, string | undefined]>([
    ['the one that is named', ['named', role, { ...both, ...keys }], 'named'],
    ['AWS_PROFILE', [undefined, new Map(), { ...both, ...keys }], 'first'],
    ['AWS_DEFAULT_PROFILE', ['', new Map(), { ...both, AWS_PROFILE: '' }], 'second'],
    ['`default`', [undefined, new Map(), {}], 'default'],
    ['none, for a role with the keys of the environment', [undefined, role, keys], undefined],
    [
      'none, for a role with a source',
      [undefined, asOptions({ role_arn: 'r', source_profile: 's' }), {}],
      undefined,
    ],
    [
      '`default`, for a source without a role',
      [undefined, asOptions({ source_profile: 's' }), {}],
      'default',
    ],
    [
      '`default`, for a role with half a key',
      [undefined, role, { AWS_ACCESS_KEY_ID: 'A' }],
      'default',
    ],
    [
      '`default`, for a role with the other half',
      [undefined, role, { AWS_SECRET_ACCESS_KEY: 's' }],
      'default',
    ],
  ])('is %s', ([, given, profile]) => {
    expect(chooseProfile(...given)).toBe(profile);
  });

  test('is said to come from the variable that chose it', () => {
    expect(choosingVariable('named', both)).toBeUndefined();
    expect(choosingVariable('', both)).toEqual({ kind: 'environment', name: 'AWS_PROFILE' });
    expect(choosingVariable(undefined, { AWS_DEFAULT_PROFILE: 'x' })).toEqual({
      kind: 'environment',
      name: 'AWS_DEFAULT_PROFILE',
    });
    expect(choosingVariable(undefined, {})).toBeUndefined();
  });
});
