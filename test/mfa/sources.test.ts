import { describe, expect, test } from 'vitest';
import { callWithCode } from '../../src/session/call-with-code.ts';
import { promptNames } from '../../src/plan/model/plan.ts';
import { RejectedCode } from '../../src/session/rejections.ts';
import { key, mfaStep, plan, scene, session } from '../session/scene.ts';
import { kinds, request, standIn, surroundings } from './sources.ts';

const each = Object.entries(kinds);
const windows = each.filter(([, { withoutCode }]) => withoutCode === undefined);

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test('every source that runs a program is tried here', () => {
  const tried = each.map(([, kind]) => standIn(kind, '').source.name);
  const asked = promptNames.filter((name) => name !== 'tty' && name !== 'none');
  expect([...new Set(tried)].toSorted()).toEqual(['mfa_process', ...asked].toSorted());
});

describe.each(each)('a code by %s', (_name, kind) => {
  test('is the six digits that the program gives', async () => {
    const { source } = standIn(kind, kind.give('012345'));
    expect(await source.code(request)).toBe('012345');
  });

  test('does not come where the program is not there, and the next source may have it', async () => {
    const { options } = surroundings({ PATH: '/nowhere' });
    const asked = kind.open('/nowhere/program', options).code(request);
    if (kind.withoutCode === 'fails') await expect(asked).rejects.toThrow('which is not there');
    else
      await expect(asked).resolves.toEqual({
        because: expect.stringMatching(/is not installed$/) as string,
      });
  });

  test('does not come after the deadline, and the program is gone', async () => {
    const { source, pid } = standIn(kind, 'exec sleep 20');
    const end = performance.now() + 300;
    const deadline = { totalMs: 55_000, leftMs: () => Math.max(0, end - performance.now()) };
    const asked = source.code({ ...request, deadline });
    if (kind.withoutCode === 'gives way')
      expect(await asked).toEqual({ because: `\`${kind.program}\` printed no code in time` });
    else await expect(asked).rejects.toMatchObject({ kind: 'cancelled' });
    expect(pid()).toBeGreaterThan(0);
    expect(isAlive(pid())).toBe(false);
  });

  test('does not come once somebody has said no, and those who wait are told', async () => {
    const { source } = standIn(kind, kind.decline);
    const asked = source.code(request);
    if (kind.withoutCode === 'gives way')
      expect(await asked).toEqual({ because: `\`${kind.program}\` failed with status 1` });
    else await expect(asked).rejects.toMatchObject({ kind: 'cancelled' });
  });

  test('is asked for without telling the program a key or a code', async () => {
    const secrets = {
      AWSMFA_TOKEN_CODE: '987654',
      AWS_SECRET_ACCESS_KEY: 'a-secret-key',
      AWS_SESSION_TOKEN: 'a-session-token',
    };
    const { source, seen } = standIn(kind, kind.give('012345'), { env: secrets as never });
    await source.code(request);
    expect(seen()).toContain('AWSMFA_ASKING=');
    for (const secret of [...Object.values(secrets), '012345'])
      expect(seen()).not.toContain(secret);
  });

  test('is asked for three times while AWS rejects it, each in a period of its own', async () => {
    let now = Date.parse('2026-03-01T08:00:01Z');
    const { source, runs } = standIn(kind, kind.give('012345'), {
      now: () => new Date(now),
    });
    const call = () => {
      now += 30_000;
      return Promise.reject(new RejectedCode('refused', 'AWS rejected the code'));
    };
    const { ports } = scene({}, { codes: [source], sts: { call } });
    await expect(callWithCode(mfaStep, plan, key, ports)).rejects.toThrow('AWS rejected the code');
    expect(runs()).toBe(3);
  });

  test('may be the second, after AWS rejected the first', async () => {
    let now = Date.parse('2026-03-01T08:00:01Z');
    const script = `if [ -e "$0.first" ]; then ${kind.give('222222')}; else >"$0.first"; ${kind.give('111111')}; fi`;
    const { source } = standIn(kind, script, { now: () => new Date(now) });
    const sent: (string | undefined)[] = [];
    const call = (_step: unknown, _signer: unknown, code: string | undefined) => {
      now += 30_000;
      sent.push(code);
      if (code === '222222') return Promise.resolve(session('ASIA'));
      return Promise.reject(new RejectedCode('refused', 'AWS rejected the code'));
    };
    const { ports } = scene({}, { codes: [source], sts: { call } });
    await callWithCode(mfaStep, plan, key, ports);
    expect(sent).toEqual(['111111', '222222']);
  });
});

describe.each(windows)('the window of %s', (_name, kind) => {
  test('names who asks, the profile and the device, and says why another code is needed', async () => {
    const { source, seen } = standIn(kind, kind.give('012345'));
    await source.code({ ...request, rejected: 'AWS rejected the code' });
    // zenity underlines what follows an underscore.
    const shown = seen().replaceAll('__', '_').replaceAll('%0A', '\n');
    expect(shown).toContain('awsmfa: terraform needs an MFA code for profile "prod"');
    expect(shown).toContain('AWS rejected the code, and a code works only once');
    expect(shown).toContain('MFA code for arn:aws:iam::111122223333:mfa/jane_d');
  });

  test('comes again for what is no code, says so, and at most three times', async () => {
    const { source, seen, runs } = standIn(kind, kind.give('12345'));
    await expect(source.code(request)).rejects.toMatchObject({ kind: 'cancelled' });
    expect(runs()).toBe(3);
    expect(seen()).toContain('an MFA code has six digits');
  });

  test('does not come back for five minutes once it was closed, but to a person', async () => {
    const { options } = surroundings();
    const closed = standIn(kind, kind.decline, { dismissals: options.dismissals });
    await expect(closed.source.code(request)).rejects.toMatchObject({ kind: 'cancelled' });
    const later = (seconds: number) => ({
      dismissals: options.dismissals,
      now: () => new Date(options.now().getTime() + seconds * 1000),
    });
    const soon = standIn(kind, kind.give('012345'), later(299));
    await expect(soon.source.code(request)).rejects.toMatchObject({
      kind: 'code-unavailable',
      message:
        'profile "prod" needs an MFA code, but a question for one was dismissed, so no window opens for 1 s',
    });
    expect(soon.runs()).toBe(0);
    const isByHand = () => Promise.resolve(true);
    const byHand = standIn(kind, kind.give('012345'), { ...later(1), isByHand });
    expect(await byHand.source.code(request)).toBe('012345');
    const over = standIn(kind, kind.give('012345'), later(300));
    expect(await over.source.code(request)).toBe('012345');
  });

  test('is shown when nobody else asks there, and lets others ask afterwards', async () => {
    const { source, events } = standIn(kind, kind.decline);
    await expect(source.code(request)).rejects.toThrow('no MFA code was entered');
    expect(events).toEqual(['turn', 'turn over']);
  });
});
