import { expect, test } from 'vitest';
import type { Plan } from '../../src/plan/model/plan.ts';
import type { SettingName } from '../../src/plan/model/request.ts';
import { loginCommand } from '../../src/session/codes/login-command.ts';
import { unnamedProfile } from '../../src/words/profile-name.ts';
import { plan, roleStep, serial } from './scene.ts';

/** The code goes with the role. */
const direct: Plan = { ...plan, steps: [{ ...roleStep, mfaSerial: serial }] };

function given(settings: Partial<Record<SettingName, string>>) {
  const origin = { kind: 'option', name: '--an-option' } as const;
  const names = Object.keys(settings) as SettingName[];
  const overrides = new Map(names.map((name) => [name, { value: settings[name] ?? '', origin }]));
  return { settings: overrides, cache: 'used', runBy: 'anybody' } as const;
}

test('the profile that was asked for is logged in', () => {
  expect(loginCommand(plan, given({}))).toBe('awsmfa login prod');
});

test.for([
  ['my team', "awsmfa login 'my team'"],
  ['-x', "awsmfa login --profile='-x'"],
])(
  'a profile called %j is named so that a shell and awsmfa take it for one',
  ([profile = '', words]) => {
    expect(loginCommand({ ...plan, profile }, given({}))).toBe(words);
  },
);

test('what decides the session is repeated, and how to ask and for how long is not', () => {
  const settings = given({
    role_arn: 'arn:aws:iam::111122223333:role/admin',
    source_profile: 'my team',
    duration_seconds: '900',
    prompt: 'none',
  });
  expect(loginCommand({ ...plan, profile: unnamedProfile }, settings)).toBe(
    "awsmfa login --role-arn arn:aws:iam::111122223333:role/admin --source-profile 'my team'",
  );
});

test('what a variable says, it says to every command', () => {
  const origin = { kind: 'environment', name: 'AWSMFA_MFA_SERIAL' } as const;
  const settings = new Map([['mfa_serial', { value: serial, origin }]] as const);
  expect(loginCommand(plan, { ...given({}), settings })).toBe('awsmfa login prod');
});

test('where the code goes with the role because it is to last long, login is told to do the same', () => {
  expect(loginCommand(direct, given({}))).toBe('awsmfa login prod --mfa-strategy direct');
});

test('a role before the MFA session is not what the code goes with', () => {
  const steps = [roleStep, ...plan.steps];
  expect(loginCommand({ ...plan, steps }, given({}))).toBe('awsmfa login prod');
});

test('where the code goes with the role because a setting says so, login finds the setting', () => {
  const origin = {
    kind: 'file',
    file: '~/.aws/config',
    line: 3,
    name: 'awsmfa_mfa_strategy',
  } as const;
  const [step] = direct.steps;
  const steps = step === undefined ? [] : [{ ...step, origins: { mfaStrategy: origin } }];
  expect(loginCommand({ ...direct, steps }, given({}))).toBe('awsmfa login prod');
});

test.for([{ cache: 'bypassed' }, { cache: 'refreshed' }, { runBy: 'a person' }] as const)(
  'a run with %j would not be helped by a login',
  (run) => {
    expect(loginCommand(plan, { ...given({}), ...run })).toBeUndefined();
  },
);

test('a role whose length was chosen on the command line cannot be had by login', () => {
  expect(loginCommand(direct, given({ duration_seconds: '4h' }))).toBeUndefined();
});
