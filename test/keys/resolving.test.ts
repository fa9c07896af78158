import { describe, expect, test } from 'vitest';
import {
  refuseHiddenRecursion,
  refuseRecursion,
  resolvingVariable,
} from '../../src/keys/resolving.ts';
import type { KeySource } from '../../src/plan/model/plan.ts';
import { plan } from '../session/scene.ts';

const process: Extract<KeySource, { kind: 'process' }> = {
  kind: 'process',
  profile: 'base',
  command: 'vault',
  origins: {},
};
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
          'profile "base" depends on itself: the program in its `credential_process` runs awsmfa, which needs that profile again',
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

describe('where the variable was lost on the way', () => {
  const withProgram = { ...plan, codes: { ...plan.codes, mfaProcess: 'vault code' } };
  const within = () => Promise.resolve(true);

  test.for([
    ['credentials', { ...plan, source: process }, 'base', 'credential_process'],
    ['a code', withProgram, 'prod', 'mfa_process'],
    ['both', { ...withProgram, source: process }, 'base', 'credential_process'],
  ] as const)('a program for %s that led to this call is refused', async ([, asked, ...named]) => {
    const [profile, line] = named;
    await expect(refuseHiddenRecursion(asked, within)).rejects.toThrow(
      `profile "${profile}" depends on itself: the program in its \`${line}\` runs awsmfa`,
    );
  });

  test('a chain that starts no program goes on, and nobody looks at the processes above', async () => {
    const look = () => Promise.reject(new Error('looked'));
    await expect(refuseHiddenRecursion(plan, look)).resolves.toBeUndefined();
  });

  test('nothing is refused where no awsmfa is further up', async () => {
    const asked = { ...withProgram, source: process };
    await expect(
      refuseHiddenRecursion(asked, () => Promise.resolve(false)),
    ).resolves.toBeUndefined();
  });
});
