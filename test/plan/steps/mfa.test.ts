import { describe, expect, test } from 'vitest';
import { failureOf } from '../../support/config-texts.ts';
import { asOptions, planOf, type Asked } from '../planning.ts';
import {
  calls,
  callsOf,
  chain,
  phone,
  serial,
  session,
  tablet,
  type Settings,
} from '../three-profiles.ts';

describe('the MFA device', () => {
  test.for<[string, Settings, Asked, string]>([
    ['of the requested profile', { app: serial, middle: `mfa_serial = ${tablet}` }, {}, phone],
    ['of its source profile', { middle: serial, base: `mfa_serial = ${tablet}` }, {}, phone],
    ['of the profile that holds the key', { base: serial }, {}, phone],
    ['of the environment', {}, { env: { AWS_MFA_SERIAL: phone } }, phone],
    [
      'of the profile before the environment’s',
      { base: serial },
      { env: { AWS_MFA_SERIAL: tablet } },
      phone,
    ],
    [
      'given explicitly before all',
      { app: serial },
      { overrides: asOptions({ mfa_serial: tablet }) },
      tablet,
    ],
    [
      'with the prefix before the plain one',
      { app: `mfa_serial = ${tablet}\nawsmfa_${serial}` },
      {},
      phone,
    ],
    ['that is a hardware token', { base: 'mfa_serial = GAHT12345678' }, {}, 'GAHT12345678'],
    [
      'of another partition',
      { base: 'mfa_serial = arn:aws-us-gov:iam::1:mfa/j' },
      { profile: 'base' },
      'arn:aws-us-gov:iam::1:mfa/j',
    ],
  ])('is the one %s', ([, settings, asked, device]) => {
    expect(callsOf(settings, asked)[0]).toBe(`GetSessionToken 43200 ${device}`);
  });

  test('cannot be a security key, from which AWS accepts no code', () => {
    const key = 'arn:aws:iam::111111111111:u2f/user/jane/key-1';
    const failure = failureOf(() => callsOf({ app: `mfa_serial = ${key}` }));
    expect(failure.kind).toBe('configuration');
    expect(failure.message).toContain(`MFA device "${key}" (/aws/config:12) is a security key`);
    expect(failure.hints[0]).toContain('register a virtual MFA device');
    const overrides = asOptions({ mfa_serial: key });
    expect(failureOf(() => callsOf({}, { overrides })).kind).toBe('usage');
  });

  test('may be a security key where none is asked for a code', () => {
    const key = 'mfa_serial = arn:aws:iam::111111111111:u2f/user/jane/key-1';
    const plan = planOf(chain({ base: key, accessKeyId: 'ASIABASE' }), {});
    expect(calls(plan)).toEqual(['AssumeRole 3600', 'AssumeRole 3600']);
    expect(plan.notes).toEqual([
      'the MFA device (/aws/config:4) is not used: the credentials of profile "base" are temporary',
    ]);
  });

  test('is a security key only by the whole of its ARN', () => {
    const odd = 'my-arn:aws:iam::111111111111:u2f/key';
    expect(callsOf({ base: `mfa_serial = ${odd}` })[0]).toBe(`GetSessionToken 43200 ${odd}`);
  });

  test('is not used with temporary keys of the environment, which a note says', () => {
    const env = { AWS_ACCESS_KEY_ID: 'ASIA', AWS_SECRET_ACCESS_KEY: 's', AWS_MFA_SERIAL: phone };
    expect(planOf(chain({}), { profile: 'default', env }).notes).toEqual([
      'the MFA device (AWS_MFA_SERIAL) is not used: the credentials of the environment are temporary',
    ]);
  });
});

describe('the code', () => {
  test('opens one session, from which every role is assumed for an hour at most', () => {
    expect(
      callsOf({ base: serial, middle: 'duration_seconds = 900', app: 'duration_seconds = 12h' }),
    ).toEqual([session, 'AssumeRole 900', 'AssumeRole 3600']);
  });

  test('opens a session for a profile that asks for no role', () => {
    expect(callsOf({ base: serial }, { profile: 'base' })).toEqual([session]);
  });

  test('opens a session of the profile that holds the key, whose line is followed to it', () => {
    const { steps, region, origins } = planOf(
      chain({ base: serial, app: 'region = eu-west-1' }),
      {},
    );
    expect(steps.map(({ profile }) => profile)).toEqual(['base', 'middle', 'app']);
    expect([region, origins]).toEqual(['eu-west-1', { region: expect.anything() as unknown }]);
  });

  test('opens a session as long as was asked for', () => {
    const settings = { base: serial, app: 'awsmfa_session_duration = 36h' };
    expect(callsOf(settings)[0]).toBe(`GetSessionToken 129600 ${phone}`);
  });

  test('is never asked for where there is no device: no session is opened without one', () => {
    expect(callsOf({})).toEqual(['AssumeRole 3600', 'AssumeRole 3600']);
    expect(callsOf({}, { profile: 'base' })).toEqual([]);
  });

  test.for<[string, Settings]>([
    ['by its access key', { accessKeyId: 'ASIABASE' }],
    ['by its session token', { base: 'aws_session_token = t' }],
  ])('is of no use to a base that is temporary %s, and a note says so', ([, settings]) => {
    const plan = planOf(chain({ ...settings, middle: serial }), {});
    expect(calls(plan)).toEqual(['AssumeRole 3600', 'AssumeRole 3600']);
    expect(plan.notes).toEqual([
      expect.stringMatching(
        /^the MFA device \(\/aws\/config:\d+\) is not used: the credentials of profile "base" are temporary$/,
      ),
    ]);
  });

  test('goes with the first role where that is the strategy, and only that one may last long', () => {
    const settings = {
      base: `${serial}\nawsmfa_mfa_strategy = direct`,
      middle: 'duration_seconds = 12h',
      app: 'duration_seconds = 12h',
    };
    expect(callsOf(settings)).toEqual([`AssumeRole 43200 ${phone}`, 'AssumeRole 3600']);
  });

  const long = { base: serial, middle: 'duration_seconds = 8h' };

  test('goes with the only role, where more than an hour is asked for and nothing renews it', () => {
    const asked = { profile: 'middle', delivery: 'fixed' } as const;
    expect(callsOf(long, asked)).toEqual([`AssumeRole 28800 ${phone}`]);
  });

  test.for<[string, Asked]>([
    ['where the caller asks again', { profile: 'middle', delivery: 'renewing' }],
    ['before another role', { profile: 'app', delivery: 'fixed' }],
    [
      'where the strategy says so',
      { profile: 'middle', delivery: 'fixed', overrides: asOptions({ mfa_strategy: 'session' }) },
    ],
    [
      'where an hour is enough',
      { profile: 'middle', delivery: 'fixed', overrides: asOptions({ duration_seconds: '1h' }) },
    ],
  ])('opens a session all the same %s', ([, asked]) => {
    expect(callsOf(long, asked)[0]).toBe(session);
  });

  test('tells where its device was named, however it goes', () => {
    for (const mfa_strategy of ['session', 'direct']) {
      const [step] = planOf(chain({ base: serial }), {
        overrides: asOptions({ mfa_strategy }),
      }).steps;
      expect(step?.origins['mfaSerial']).toMatchObject({ file: '/aws/config', line: 4 });
      expect(step?.origins['mfaStrategy']).toMatchObject({ kind: 'option' });
    }
  });

  test('has a strategy that is known', () => {
    const inFile = failureOf(() => callsOf({ base: serial, app: 'awsmfa_mfa_strategy = both' }));
    expect(inFile).toMatchObject({
      kind: 'configuration',
      message: 'MFA strategy "both" (/aws/config:12) is not known',
      hints: ['use `session` or `direct`'],
    });
    const overrides = asOptions({ mfa_strategy: 'both' });
    expect(failureOf(() => callsOf({ base: serial }, { overrides })).kind).toBe('usage');
  });
});
