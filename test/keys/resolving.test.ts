import { expect, test } from 'vitest';
import {
  refuseHiddenRecursion,
  refuseRecursion,
  resolvingVariable,
} from '../../src/keys/resolving.ts';
import type { KeySource } from '../../src/plan/model/plan.ts';
import { plan } from '../session/scene.ts';

const process: KeySource = { kind: 'process', profile: 'base', command: 'vault', origins: {} };
const within = (...profiles: readonly string[]) => ({ AWSMFA_RESOLVING: profiles.join('\n') });

test('a program finds in its environment which profile it runs for, and which led to that', () => {
  expect(resolvingVariable({}, 'base')).toEqual(within('base'));
  expect(resolvingVariable(within('outer'), 'base')).toEqual(within('outer', 'base'));
});

test('a profile whose program led to this call is refused', () => {
  for (const env of [within('base'), within('outer', 'base'), within('base', 'inner')])
    expect(() => refuseRecursion(env, process)).toThrow(
      expect.objectContaining({
        kind: 'configuration',
        message:
          'profile "base" leads back to itself: the program of its `credential_process` starts awsmfa, which needs that profile again',
        hints: ['let that program ask awsmfa for a profile whose chain starts elsewhere'],
      }),
    );
});

test.for<[string, Record<string, string>, KeySource]>([
  ['of another profile', within('outer', 'basement'), process],
  ['that no program led to', {}, process],
  ['with a key in a file', within('base'), { ...process, kind: 'ec2' }],
])('a chain %s goes on', ([, env, source]) => {
  expect(() => refuseRecursion(env, source)).not.toThrow();
});

test('nothing is refused where no awsmfa is further up', async () => {
  await expect(refuseHiddenRecursion({}, { ...plan, source: process })).resolves.toBeUndefined();
});
