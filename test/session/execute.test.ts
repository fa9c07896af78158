import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/ground/failure.ts';
import { execute } from '../../src/session/execute.ts';
import type { ExecutorPorts } from '../../src/session/ports.ts';
import { RejectedSigner } from '../../src/session/rejections.ts';
import { key, mfaKey, plan, roleKey, scene, session, storageFailure } from './scene.ts';

async function obtain(ports: ExecutorPorts): Promise<string> {
  return (await execute(plan, ports)).accessKeyId;
}

/** STS as the scene has it, to which one signer is no longer good. */
function rejecting(ports: ExecutorPorts, accessKeyId: string, onRejection?: () => void) {
  const call: ExecutorPorts['sts']['call'] = (callStep, signer, code) => {
    if (signer.accessKeyId !== accessKeyId) return ports.sts.call(callStep, signer, code);
    onRejection?.();
    return Promise.reject(new RejectedSigner('refused', `${accessKeyId} is revoked`));
  };
  return { ...ports, sts: { call } };
}

describe('a plan is carried out from its end', () => {
  test('a cached session is handed out, and nothing is locked or called', async () => {
    const { ports, events } = scene({ role: session('ASIAROLE') });
    expect(await obtain(ports)).toBe('ASIAROLE');
    expect(events).toEqual([]);
  });

  test('a cached MFA session signs, and no code is asked for', async () => {
    const { ports, events } = scene({ mfa: session('ASIAMFA') });
    expect(await obtain(ports)).toBe('ASIA1');
    expect(events).toEqual(['lock role', 'AssumeRole by ASIAMFA', 'put role', 'unlock role']);
  });

  test('from the key on, each session is stored before the next call is made', async () => {
    const { ports, events } = scene();
    expect(await obtain(ports)).toBe('ASIA2');
    expect(events).toEqual([
      'lock role',
      'lock mfa',
      'GetSessionToken by AKIA with code',
      'put mfa',
      'unlock mfa',
      'AssumeRole by ASIA1',
      'put role',
      'unlock role',
    ]);
  });

  test('of no step gives the key itself', async () => {
    const { ports } = scene();
    expect(await execute({ ...plan, steps: [] }, ports)).toBe(key);
  });
});

describe('what is left of a session', () => {
  test.for([
    ['handed out', 21, []],
    ['renewed', 19, ['lock role', 'AssumeRole by ASIAMFA', 'put role', 'unlock role']],
  ] as const)('is %s at %i minutes', async ([, minutes, expected]) => {
    const { ports, events } = scene({
      mfa: session('ASIAMFA'),
      role: session('ASIAROLE', minutes),
    });
    await obtain(ports);
    expect(events).toEqual(expected);
  });

  test('signs until its last minute', async () => {
    const two = scene({ mfa: session('ASIAMFA', 2) });
    await obtain(two.ports);
    expect(two.events).toContain('AssumeRole by ASIAMFA');
    const half = scene({ mfa: session('ASIAMFA', 0.5) });
    await obtain(half.ports);
    expect(half.events).toContain('GetSessionToken by AKIA with code');
  });

  test('is handed out where it cannot be renewed, except in its last minute', async () => {
    const failure = new Failure('network', 'AWS cannot be reached');
    const sts = { call: () => Promise.reject(failure) };
    const left = scene({ mfa: session('ASIAMFA'), role: session('ASIAROLE', 5) }, { sts });
    expect(await obtain(left.ports)).toBe('ASIAROLE');
    expect(left.events.slice(-2)).toEqual([
      'unlock role: AWS cannot be reached',
      'hand out what is left',
    ]);
    const expired = scene({ mfa: session('ASIAMFA'), role: session('ASIAROLE', 0.5) }, { sts });
    await expect(obtain(expired.ports)).rejects.toBe(failure);
  });
});

test('a session that cannot be stored is handed out, with a warning', async () => {
  const { ports, events } = scene({ mfa: session('ASIAMFA') });
  const put = () => {
    throw storageFailure;
  };
  expect(await obtain({ ...ports, store: { ...ports.store, put } })).toBe('ASIA1');
  expect(events).toContain('warn the disk is full');
});

test('a process that waited for another uses what that one stored', async () => {
  const { ports, events, sessions } = scene({ mfa: session('ASIAMFA') });
  const acquire = () => {
    sessions.set(roleKey, session('ASIAOTHER'));
    return Promise.resolve(undefined);
  };
  expect(await obtain({ ...ports, lock: { acquire } })).toBe('ASIAOTHER');
  expect(events).toEqual([]);
});

describe('a cached session that AWS no longer accepts', () => {
  test('is forgotten and replaced', async () => {
    const { ports, events, sessions } = scene({ mfa: session('ASIAREVOKED') });
    expect(await obtain(rejecting(ports, 'ASIAREVOKED'))).toBe('ASIA2');
    expect(events).toContain('remove mfa');
    expect(sessions.get(mfaKey)?.accessKeyId).toBe('ASIA1');
  });

  test('is not forgotten once another process has replaced it, whose session signs', async () => {
    const { ports, events, sessions } = scene({ mfa: session('ASIAREVOKED') });
    const replace = () => void sessions.set(mfaKey, session('ASIAOTHER'));
    expect(await obtain(rejecting(ports, 'ASIAREVOKED', replace))).toBe('ASIA1');
    expect(events).toEqual(['lock role', 'AssumeRole by ASIAOTHER', 'put role', 'unlock role']);
  });

  test('is replaced in a cache that cannot be written, too', async () => {
    const { ports, events } = scene({ mfa: session('ASIAREVOKED') });
    const refuse = () => {
      throw storageFailure;
    };
    const store = { ...ports.store, put: refuse, remove: refuse };
    expect(await obtain(rejecting({ ...ports, store }, 'ASIAREVOKED'))).toBe('ASIA2');
    expect(events).toContain('AssumeRole by ASIA1');
  });

  test('is not kept from being removed by a bug in silence', async () => {
    const { ports } = scene({ mfa: session('ASIAREVOKED') });
    const bug = new TypeError('name is not a function');
    const remove = () => {
      throw bug;
    };
    const store = { ...ports.store, remove };
    await expect(obtain(rejecting({ ...ports, store }, 'ASIAREVOKED'))).rejects.toBe(bug);
  });

  test('is replaced once: what was issued in this run is not asked for again', async () => {
    const { ports, events } = scene();
    await expect(obtain(rejecting(ports, 'ASIA1'))).rejects.toThrow('ASIA1 is revoked');
    expect(events.filter((event) => event.startsWith('GetSessionToken'))).toHaveLength(1);
  });
});

describe('a failure names the profile that was asked for', () => {
  test.for([
    [
      'beside another',
      'the key of profile "base" is bad',
      'for profile "prod": the key of profile "base" is bad',
    ],
    ['once', 'profile "prod" needs an MFA code', 'profile "prod" needs an MFA code'],
    ['where it names any', 'AWS cannot be reached', 'AWS cannot be reached'],
  ] as const)('%s: %s', async ([, message, expected]) => {
    const failure = new Failure('refused', message, ['look at it']);
    const { ports } = scene({}, { keys: () => Promise.reject(failure) });
    await expect(obtain(ports)).rejects.toEqual(new Failure('refused', expected, ['look at it']));
  });

  test('but not a bug', async () => {
    const bug = new Error('profile "base" is undefined');
    const { ports } = scene({}, { keys: () => Promise.reject(bug) });
    await expect(obtain(ports)).rejects.toBe(bug);
  });
});
