import { describe, expect, test } from 'vitest';
import { failureOf } from '../../support/config-texts.ts';
import type { SettingName } from '../../../src/plan/model/request.ts';
import { asOptions, planOf, type Asked } from '../planning.ts';
import { callsOf, chain, phone, serial } from '../three-profiles.ts';

describe('a duration', () => {
  test.for([
    ['900', 900],
    ['15m', 900],
    ['12h', 43_200],
    ['3600s', 3600],
  ] as const)('may be `%s`', ([text, seconds]) => {
    expect(callsOf({ middle: `duration_seconds = ${text}` }, { profile: 'middle' })).toEqual([
      `AssumeRole ${seconds}`,
    ]);
  });

  test.for(['899', '12h1', '13h', '-900', '1e3', 'an hour', '43201'])(
    'cannot be `%s`, which is said with file and line',
    (text) => {
      const settings = { middle: `duration_seconds = ${text}` };
      expect(failureOf(() => callsOf(settings, { profile: 'middle' }))).toMatchObject({
        kind: 'configuration',
        message: `duration "${text}" (/aws/config:8) must be between 15m and 12h`,
        hints: ['use seconds, or hours and minutes such as `90m`, `12h` or `1h30m`'],
      });
    },
  );

  test('of an MFA session is between a quarter of an hour and a day and a half', () => {
    const settings = (text: string) => ({ base: `${serial}\nawsmfa_session_duration = ${text}` });
    expect(failureOf(() => callsOf(settings('37h'))).message).toContain('between 15m and 36h');
    expect(callsOf(settings('15m'))[0]).toBe(`GetSessionToken 900 ${phone}`);
  });

  test('that is empty counts as not given', () => {
    const overrides = asOptions({ duration_seconds: '', session_duration: '' });
    expect(callsOf({ base: serial }, { overrides })).toEqual(callsOf({ base: serial }));
  });

  test('that is cut is noted', () => {
    const { notes } = planOf(chain({ base: serial, app: 'duration_seconds = 2h' }), {});
    expect(notes).toEqual([
      'the role of profile "app" lasts 1 h, not 2 h: AWS allows no more for roles assumed from a session',
    ]);
  });

  test('that export would reach with a code of its own is noted for callers that renew', () => {
    const graph = chain({ base: serial, middle: 'duration_seconds = 2h' });
    const notes = (asked: Asked) => planOf(graph, { profile: 'middle', ...asked }).notes;
    const hint = expect.stringContaining('`awsmfa export` asks for a separate code') as unknown;
    expect(notes({ delivery: 'renewing' })).toContainEqual(hint);
    expect(notes({ delivery: 'fixed' })).not.toContainEqual(hint);
    const overrides = asOptions({ mfa_strategy: 'session' });
    expect(notes({ delivery: 'renewing', overrides })).not.toContainEqual(hint);
    const withoutDevice = chain({ middle: 'duration_seconds = 2h' });
    expect(planOf(withoutDevice, { profile: 'middle' }).notes).toEqual([]);
  });

  test('given explicitly is noted where it applies to nothing', () => {
    const note = (duration: SettingName, asked: Asked) =>
      planOf(chain({}), { ...asked, overrides: asOptions({ [duration]: '1h' }) }).notes;
    expect(note('duration_seconds', { profile: 'base' })).toEqual([
      'duration "1h" (--duration-seconds) has no effect: no role is assumed',
    ]);
    expect(note('session_duration', {})).toEqual([
      'duration "1h" (--session-duration) has no effect: no MFA session is opened',
    ]);
    expect(note('duration_seconds', {})).toEqual([]);
  });

  test.for(['duration_seconds', 'session_duration'] as const)(
    'given explicitly is checked where it has no effect: %s',
    (name) => {
      const asked = { profile: 'base', overrides: asOptions({ [name]: 'long' }) };
      expect(failureOf(() => planOf(chain({}), asked)).kind).toBe('usage');
    },
  );
});
