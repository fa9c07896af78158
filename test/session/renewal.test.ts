import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/ground/failure.ts';
import { toHandOut } from '../../src/session/demand.ts';
import { execute } from '../../src/session/execute.ts';
import type { ExecutorPorts } from '../../src/session/ports.ts';
import { mfaStep, plan, scene, session } from './scene.ts';

const bug = new TypeError('Cannot read properties of undefined');
const tooManyFiles = Object.assign(new Error('EMFILE: too many open files'), { code: 'EMFILE' });
const cached = () => ({ mfa: session('ASIAMFA'), role: session('ASIAROLE', 5) });
const obtain = async (ports: ExecutorPorts) => (await execute(plan, ports)).accessKeyId;

describe('a usable session is not lost to whatever goes wrong in its renewal', () => {
  test.for<readonly [string, Partial<ExecutorPorts>]>([
    ['a failure', { sts: { call: () => Promise.reject(new Failure('network', 'no answer')) } }],
    ['a bug in a call', { sts: { call: () => Promise.reject(bug) } }],
    ['a module that cannot be loaded', { lock: { acquire: () => Promise.reject(tooManyFiles) } }],
  ])('%s', async ([, broken]) => {
    const { ports, events } = scene(cached(), broken);
    expect(await obtain(ports)).toBe('ASIAROLE');
    expect(events.at(-1)).toBe('hand out what is left');
  });

  test('a bug, which --debug reports', async () => {
    const heard: unknown[] = [];
    const { ports } = scene(cached(), {
      sts: { call: () => Promise.reject(bug) },
      onRenewalFailed: (error) => heard.push(error),
    });
    await obtain(ports);
    expect(heard).toEqual([bug]);
  });

  test('a cache that can no longer be read', async () => {
    const { ports, sessions } = scene(cached());
    const acquire = () => {
      sessions.clear();
      return Promise.reject(tooManyFiles);
    };
    expect(await obtain({ ...ports, lock: { acquire } })).toBe('ASIAROLE');
  });

  test('nor the better one that another process has stored meanwhile', async () => {
    const { ports, sessions } = scene(cached());
    const acquire = () => {
      sessions.set('role', session('ASIAOTHER'));
      return Promise.reject(bug);
    };
    expect(await obtain({ ...ports, lock: { acquire } })).toBe('ASIAOTHER');
  });

  test('but a bug where nothing usable is left is a bug', async () => {
    const { ports } = scene({}, { sts: { call: () => Promise.reject(bug) } });
    await expect(obtain(ports)).rejects.toBe(bug);
  });
});

describe('where renewal needs a code', () => {
  const mfaAlone = { ...plan, steps: [mfaStep] };
  const asked = ['lock mfa', 'GetSessionToken by AKIA with code', 'put mfa', 'unlock mfa'];

  test.for([
    ['renewing', 15, []],
    ['renewing', 10.1, []],
    ['renewing', 9.9, asked],
    ['fixed', 20.1, []],
    ['fixed', 15, asked],
  ] as const)('for a %s caller with %f minutes left: %j', async ([delivery, left, expected]) => {
    const { ports, events } = scene({ mfa: session('ASIAMFA', left, 720) });
    await execute(mfaAlone, ports, toHandOut[delivery]);
    expect(events).toEqual(expected);
  });

  test('before a role, too, since its MFA session has expired', async () => {
    const { ports, events } = scene({ role: session('ASIAROLE', 15) });
    expect(await obtain(ports)).toBe('ASIAROLE');
    expect(events).toEqual([]);
  });

  test('a question that is declined gives what is left', async () => {
    const declined = new Failure('cancelled', 'no MFA code was entered');
    const codes = [{ name: 'person', code: () => Promise.reject(declined) }];
    const { ports } = scene({ mfa: session('ASIAMFA', 5) }, { codes });
    expect((await execute(mfaAlone, ports)).accessKeyId).toBe('ASIAMFA');
  });
});

test('a session issued in the future is replaced, whether it is handed out or signs', async () => {
  const hours = (count: number) => count * 60;
  const future = (id: string) => session(id, hours(31), hours(12));
  const { ports, events } = scene({ mfa: future('ASIAMFA'), role: future('ASIAROLE') });
  expect(await obtain(ports)).toBe('ASIA2');
  expect(events).toContain('GetSessionToken by AKIA with code');
});
