import { expect, test } from 'vitest';
import type { GetSessionToken } from '../../../src/plan/model/plan.ts';
import { failureOf } from '../../support/config-texts.ts';
import { asOptions, planOf, type Asked } from '../planning.ts';
import { chain, serial } from '../three-profiles.ts';

function session(app: string, asked: Asked = {}): GetSessionToken {
  const [step] = planOf(chain({ base: serial, app }), asked).steps;
  if (step?.kind !== 'GetSessionToken') throw new Error('no MFA session is opened');
  return step;
}

test('an MFA session is sealed with a key from the keychain where a setting says so', () => {
  expect(session('awsmfa_store = keychain')).toMatchObject({
    store: 'keychain',
    origins: { store: { file: '/aws/config', line: 12 } },
  });
});

test.for(['', 'awsmfa_store = file', 'awsmfa_store ='])(
  'an MFA session is in a private file with `%s`',
  (settings) => {
    expect(session(settings)).not.toHaveProperty('store');
  },
);

test('an MFA session cannot be kept anywhere else', () => {
  expect(failureOf(() => session('awsmfa_store = cloud'))).toMatchObject({
    kind: 'configuration',
    message: 'store "cloud" (/aws/config:12) is not known',
    hints: ['use `file` or `keychain`'],
  });
  const overrides = asOptions({ store: 'cloud' });
  expect(failureOf(() => session('', { overrides })).kind).toBe('usage');
});
