import { describe, expect, test } from 'vitest';
import { nearNames } from '../../src/words/near-names.ts';

const isNear = (name: string, other: string) => nearNames(name, [other]).length === 1;

describe('a name may be meant', () => {
  test.for([
    ['that is the same in other letters', 'Prod', 'pROD'],
    ['that is the same, and short', 'a', 'A'],
    ['that it begins', 'pro', 'production-eu'],
    ['that it goes on from', 'production-eu', 'pro'],
    ['with another letter', 'dev', 'dew'],
    ['with a letter more', 'dev', 'devx'],
    ['with a letter less in the middle', 'stagng', 'staging'],
    ['with a letter more at the beginning', 'xdev', 'dev'],
    ['with two letters swapped', 'satging', 'staging'],
    ['with a doubled letter', 'aab', 'aaab'],
  ] as const)('%s: %s, %s', ([, name, other]) => {
    expect([isNear(name, other), isNear(other, name)]).toEqual([true, true]);
  });

  test.for([
    ['two letters of a short one are others', 'dev', 'dxy'],
    ['two letters are others and one of them is more', 'dev', 'dxyv'],
    ['two letters are more', 'dev', 'dexxv'],
    ['its end would have to be its beginning', 'aba', 'abxba'],
    ['three letters in a row are others', 'staging', 'stxxxng'],
    ['letters far apart are others', 'staging', 'xtaginx'],
    ['three letters are more', 'staging', 'xstxagxing'],
    ['nothing is alike', 'alpha', 'omega'],
  ] as const)('not where %s: %s, %s', ([, name, other]) => {
    expect([isNear(name, other), isNear(other, name)]).toEqual([false, false]);
  });
});

test('two letters are too few to be the beginning that was meant', () => {
  expect([isNear('pr', 'production'), isNear('pro', 'production')]).toEqual([false, true]);
});

test('of four letters on, two may be others', () => {
  expect(isNear('abcd', 'abxy')).toBe(true);
});

test('the first three are named, in the order in which they are given', () => {
  const names = ['prod-a', 'dev', 'prod-b', 'prod-c', 'prod-d'];
  expect(nearNames('prod', names)).toEqual(['prod-a', 'prod-b', 'prod-c']);
});
