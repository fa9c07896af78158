import { describe, expect, it } from 'vitest';
import { failureOf } from '../support/config-texts.ts';
import { planOf } from './planning.ts';
import { callsOf, chain, phone, serial } from './three-profiles.ts';

describe('a duration', () => {
  it.for([
    ['900', 900],
    ['15m', 900],
    ['12h', 43_200],
    ['3600s', 3600],
  ] as const)('may be `%s`', ([text, seconds]) => {
    expect(callsOf({ middle: `duration_seconds = ${text}` }, { profile: 'middle' })).toEqual([
      `AssumeRole ${seconds}`,
    ]);
  });

  it.for(['899', '12h1', '13h', '-900', '1e3', 'an hour', '43201'])(
    'cannot be `%s`, which is said with file and line',
    (text) => {
      const settings = { middle: `duration_seconds = ${text}` };
      expect(failureOf(() => callsOf(settings, { profile: 'middle' }))).toMatchObject({
        kind: 'configuration',
        message: `duration "${text}" (/aws/config:8) is not one AWS takes here`,
        hints: ['use seconds, or a number with m or h: 15m to 12h'],
      });
    },
  );

  it('of an MFA session is between a quarter of an hour and a day and a half', () => {
    const settings = (text: string) => ({ base: `${serial}\nawsmfa_session_duration = ${text}` });
    expect(failureOf(() => callsOf(settings('37h'))).hints[0]).toContain('15m to 36h');
    expect(callsOf(settings('15m'))[0]).toBe(`GetSessionToken 900 ${phone}`);
  });

  it('that is cut is noted', () => {
    const { notes } = planOf(chain({ base: serial, app: 'duration_seconds = 2h' }), {});
    expect(notes).toEqual([
      'the role of profile "app" lives 1 h, not 2 h: AWS allows no more to roles assumed from a session',
    ]);
  });
});
