import { describe, expect, test } from 'vitest';
import { hash, sha256 } from '../../src/words/hash.ts';
import { parseJsonObject } from '../../src/words/json-object.ts';
import {
  isKeyId,
  isKeyTriple,
  isSendable,
  isTemporary,
  looksSecret,
} from '../../src/words/key-text.ts';
import {
  describeProfile,
  describeSerialSetting,
  isNamed,
  unnamedProfile,
} from '../../src/words/profile-name.ts';
import { describeTime } from '../../src/words/time.ts';

describe('a hash', () => {
  test('is SHA-256 of JSON with sorted names, at every depth', () => {
    expect(hash({ b: [{ d: 1, c: null }], a: 'x' })).toBe(
      sha256('{"a":"x","b":[{"c":null,"d":1}]}'),
    );
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });

  test('is the same however many names are in whatever order', () => {
    const names = ['d', 'a', 'c', 'e', 'b'];
    const object = (order: readonly string[]) => Object.fromEntries(order.map((name) => [name, 0]));
    expect(hash(object(names))).toBe(sha256('{"a":0,"b":0,"c":0,"d":0,"e":0}'));
    expect(hash(object(names.toReversed()))).toBe(hash(object(names)));
  });

  test('differs where the order of a list does', () => {
    expect(hash(['a', 'b'])).not.toBe(hash(['b', 'a']));
    expect(hash([...Array(11).keys()])).toBe(sha256('[0,1,2,3,4,5,6,7,8,9,10]'));
  });
});

describe('only a JSON object has members', () => {
  test('which are its own', () => {
    expect(parseJsonObject(' {"a": 1} ')).toEqual({ a: 1 });
  });

  test.each(['', 'null', '[1]', '"text"', '1', 'true', '{"a": 1'])('%j has none', (text) => {
    expect(parseJsonObject(text)).toBeUndefined();
  });
});

describe('an access key id', () => {
  const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';

  test.each([secret, 'A'.repeat(39) + 'z', 'A1'.repeat(19) + 'A/', `+${'A'.repeat(39)}`])(
    'that looks like %s may be a secret',
    (text) => {
      expect(looksSecret(text)).toBe(true);
    },
  );

  test.each(['AKIAIOSFODNN7EXAMPLE', `${secret}x`, secret.slice(1), 'A1'.repeat(20), `${secret}=`])(
    'that looks like %s may not',
    (text) => {
      expect(looksSecret(text)).toBe(false);
    },
  );

  test.each([
    [secret, true],
    ['!~', true],
    ['', false],
    ['AKIA ', false],
    [' AKIA', false],
    ['AK\nIA', false],
    ['AKIÄ', false],
  ])('%j can be sent: %s', (text, expected) => {
    expect(isSendable(text)).toBe(expected);
  });
});

describe('an access key id', () => {
  test.each([
    ['ASIAIOSFODNN7EXAMPLE', true],
    ['AKIAIOSFODNN7EXAMPLE', false],
    ['AKIAIOSFODNN7EXAASIA', false],
  ])('%s is temporary: %s', (id, expected) => {
    expect(isTemporary(id)).toBe(expected);
  });

  test.each([
    ['AKIAIOSFODNN7EXA', true],
    ['A'.repeat(128), true],
    ['A'.repeat(15), false],
    ['A'.repeat(129), false],
    ['AKIAIOSFODNN7-EXAMPLE-KEY', false],
    ['-AKIAIOSFODNN7EXAMPLE', false],
    ['AKIAIOSFODNN7EXAMPLE-', false],
  ])('%s is accepted by AWS: %s', (id, expected) => {
    expect(isKeyId(id)).toBe(expected);
  });
});

describe('credentials that somebody returned', () => {
  const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';

  test.each([
    ['ASIA_OF_A_SERVICE', secret, 'token==', true],
    ['A'.repeat(128), 's', 't', true],
    ['A'.repeat(129), 's', 't', false],
    ['', 's', 't', false],
    ['ASIA ', 's', 't', false],
    [' ASIA', 's', 't', false],
    ['ASIA\u001b[2J', 's', 't', false],
    [secret.replaceAll(/\W/g, 'x'), 's', 't', false],
    ['ASIA', '', 't', false],
    ['ASIA', 's', 'two\nlines', false],
  ])('%j, %j, %j have the shape of those of AWS: %s', (id, secretKey, token, expected) => {
    expect(isKeyTriple(id, secretKey, token)).toBe(expected);
  });
});

test('a profile is described by its name, and no profile as the environment', () => {
  expect(describeProfile('prod')).toBe('profile "prod"');
  expect(unnamedProfile).toBe('');
  expect(describeProfile(unnamedProfile)).toBe('the environment');
  expect([isNamed('prod'), isNamed(unnamedProfile)]).toEqual([true, false]);
});

test.each([
  ['prod', undefined, '`mfa_serial` in profile "prod"'],
  ['prod', 'GAHT1', '`mfa_serial = GAHT1` in profile "prod"'],
  [unnamedProfile, undefined, '`AWS_MFA_SERIAL`'],
  [unnamedProfile, 'GAHT1', '`AWS_MFA_SERIAL=GAHT1`'],
])('of profile "%s", the device %s is set as %s', (profile, device, words) => {
  expect(describeSerialSetting(profile, device)).toBe(words);
});

test('a time is that of the local clock, with two digits each', () => {
  expect(describeTime(new Date(2026, 0, 2, 3, 4))).toBe('2026-01-02 03:04');
  expect(describeTime(new Date(2026, 11, 22, 13, 54))).toBe('2026-12-22 13:54');
});
