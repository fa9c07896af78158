import { describe, expect, test } from 'vitest';
import type { Credentials } from '../../src/ground/credentials.ts';
import type { Plan, Step } from '../../src/plan/model/plan.ts';
import { execute } from '../../src/session/execute.ts';
import type { IssuedSession } from '../../src/session/ports.ts';
import { key, mfaStep, plan, roleStep, scene, serial, session, temporaryKey } from './scene.ts';

const ifLongTerm = { onlyForLongTermKey: true } as const;
const mfaFirst: Plan = { ...plan, steps: [{ ...mfaStep, ...ifLongTerm }, roleStep] };
const mfaAlone: Plan = { ...plan, steps: [{ ...mfaStep, ...ifLongTerm }] };
const direct: Plan = {
  ...plan,
  steps: [{ ...roleStep, ...ifLongTerm, mfaSerial: serial, durationSeconds: 43_200 }],
};

/** Carries out a plan whose base is another program that answers these credentials. */
async function run(
  planned: Plan,
  base: Credentials,
  cached: Readonly<Record<string, IssuedSession>> = {},
) {
  const calls: Step[] = [];
  const keys = () => {
    scenery.events.push('the program runs');
    return Promise.resolve(base);
  };
  const scenery = scene(cached, { keys });
  const { ports, events } = scenery;
  const call: typeof ports.sts.call = (step, signer, code) => {
    calls.push(step);
    return ports.sts.call(step, signer, code);
  };
  const credentials = await execute(planned, { ...ports, sts: { call } });
  return { id: credentials.accessKeyId, events, calls };
}

describe('a long-term key that another program answers', () => {
  test('opens an MFA session with a code, as a key in a file does', async () => {
    const { events } = await run(mfaFirst, key);
    expect(events).toContain('GetSessionToken by AKIA with code');
    expect(events).toContain('AssumeRole by ASIA1');
  });

  test('assumes a role with a code, where that is the strategy', async () => {
    const { events, calls } = await run(direct, key);
    expect(events).toContain('AssumeRole by AKIA with code');
    expect(calls).toMatchObject([{ durationSeconds: 43_200 }]);
  });

  test('is not asked for while its MFA session is in the cache', async () => {
    const { events } = await run(mfaFirst, key, { mfa: session('ASIAMFA') });
    expect(events).toEqual(['lock role', 'AssumeRole by ASIAMFA', 'put role', 'unlock role']);
  });
});

describe('temporary credentials that another program answers', () => {
  test('sign the call for the role themselves, without a code', async () => {
    const { id, events } = await run(mfaFirst, temporaryKey);
    expect(id).toBe('ASIA1');
    expect(events).toEqual([
      'lock role',
      'lock mfa',
      'the program runs',
      'unlock mfa',
      'AssumeRole by ASIABASE',
      'put role',
      'unlock role',
    ]);
  });

  test('are handed out as they are where there is no role, and never cached', async () => {
    const { id, events } = await run(mfaAlone, temporaryKey);
    expect(id).toBe('ASIABASE');
    expect(events).toEqual(['lock mfa', 'the program runs', 'unlock mfa']);
  });

  test('assume a role without a code, for the hour that AWS allows them', async () => {
    const { events, calls } = await run(direct, temporaryKey);
    expect(events).toContain('AssumeRole by ASIABASE');
    expect(calls).toMatchObject([{ durationSeconds: 3600 }]);
    expect(calls[0]).not.toHaveProperty('mfaSerial');
  });
});
