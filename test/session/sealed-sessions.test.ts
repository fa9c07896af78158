import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/ground/failure.ts';
import { execute } from '../../src/session/execute.ts';
import { forecast } from '../../src/session/forecast.ts';
import type { ExecutorPorts, IssuedSession, SealedSession } from '../../src/session/ports.ts';
import { mfaStep, now, plan, roleStep, scene, session } from './scene.ts';

const sealing = { ...plan, steps: [{ ...mfaStep, store: 'keychain' as const }, roleStep] };

function sealed(accessKeyId: string): SealedSession {
  const { secretAccessKey: _secret, sessionToken: _token, ...known } = session(accessKeyId);
  return { ...known, sealed: accessKeyId };
}

/** A scene with a keychain; what is done with it is among the events. */
function keychainScene(cached: Parameters<typeof scene>[0], opens = true) {
  const made = scene(cached);
  const note = <T>(event: string, value: T): Promise<T> => {
    made.events.push(event);
    return opens ? Promise.resolve(value) : Promise.reject(locked);
  };
  const seal: ExecutorPorts['seal'] = {
    prepare: () => note('prepare', undefined),
    seal: (_, { accessKeyId }) => note('seal', sealed(accessKeyId)),
    open: (_, { sealed: id }) =>
      note<IssuedSession | undefined>('open', id === 'LOST' ? undefined : session(id)),
  };
  return { ...made, ports: { ...made.ports, seal } };
}

const locked = new Failure('storage', 'the keychain is locked');

test('a role that is cached is handed out without the keychain', async () => {
  const { ports, events } = keychainScene({ role: session('ASIAROLE'), mfa: sealed('ASIAMFA') });
  expect((await execute(sealing, ports)).accessKeyId).toBe('ASIAROLE');
  expect(events).toEqual([]);
});

test('a sealed MFA session is opened to sign with, and no code is asked for', async () => {
  const { ports, events } = keychainScene({ mfa: sealed('ASIAMFA') });
  expect(forecast(sealing, ports.store, now)).toBe('silent');
  expect(events).toEqual([]);
  expect((await execute(sealing, ports)).accessKeyId).toBe('ASIA1');
  expect(events).toEqual(['lock role', 'open', 'AssumeRole by ASIAMFA', 'put role', 'unlock role']);
});

test('the keychain is opened before a code is spent, and the session kept under its seal', async () => {
  const { ports, events, sessions } = keychainScene({});
  await execute(sealing, ports);
  expect(events.slice(1, 6)).toEqual([
    'lock mfa',
    'prepare',
    'GetSessionToken by AKIA with code',
    'seal',
    'put mfa',
  ]);
  expect(sessions.get('mfa')).toEqual(sealed('ASIA1'));
});

describe('with a locked keychain', () => {
  test('no code is asked for, and nothing kept', async () => {
    const { ports, events } = keychainScene({}, false);
    await expect(execute(sealing, ports)).rejects.toThrow('the keychain is locked');
    expect(events.filter((event) => /GetSessionToken|put/.test(event))).toEqual([]);
  });

  test('a sealed session is no reason to ask for a code', async () => {
    const { ports, sessions } = keychainScene({ mfa: sealed('ASIAMFA') }, false);
    await expect(execute(sealing, ports)).rejects.toThrow('the keychain is locked');
    expect(sessions.get('mfa')).toEqual(sealed('ASIAMFA'));
  });

  test('what is left of a role is handed out', async () => {
    const { ports } = keychainScene(
      { role: session('ASIAROLE', 5), mfa: sealed('ASIAMFA') },
      false,
    );
    expect((await execute(sealing, ports)).accessKeyId).toBe('ASIAROLE');
  });
});

test('a session that can never be opened is replaced', async () => {
  const { ports, events, sessions } = keychainScene({ mfa: sealed('LOST') });
  expect((await execute(sealing, ports)).accessKeyId).toBe('ASIA2');
  expect(events).toContain('remove mfa');
  expect(sessions.get('mfa')).toEqual(sealed('ASIA1'));
});

test('a session that lies open is sealed when it is used next', async () => {
  const { ports, sessions } = keychainScene({ mfa: session('ASIAMFA') });
  await execute(sealing, ports);
  expect(sessions.get('mfa')).toEqual(sealed('ASIAMFA'));
});

test('without the setting, a session that was sealed is still opened', async () => {
  const { ports } = keychainScene({ mfa: sealed('ASIAMFA') });
  expect((await execute(plan, ports)).accessKeyId).toBe('ASIA1');
});
