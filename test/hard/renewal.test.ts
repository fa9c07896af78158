import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, expect } from 'vitest';
import { type Home, program } from '../support/awsmfa.ts';
import { accounts, phone } from '../support/five-accounts.ts';
import {
  age,
  call,
  errorOf,
  question,
  roleOf,
  sessionPaths,
  test,
  textOf,
  warm,
} from './support/scene.ts';

const prodAdmin = `${accounts.prod}:admin`;
const minute = 60;

/** A cache with a role session of which so much is left, and an MFA session or none. */
async function cached(
  home: Home,
  role: { ofSeconds: number; left: number },
  mfaSession: 'is there' | 'has expired',
): Promise<void> {
  await warm(home, 'prod');
  const [mfaFile = '', roleFile = ''] = sessionPaths(home);
  age(home, roleFile, role);
  if (mfaSession === 'has expired') home.remove(mfaFile);
  home.standIn.reset();
}

describe.concurrent('a role session', () => {
  test.for<readonly [number, number, number]>([
    [60 * minute, 21 * minute, 0],
    [60 * minute, 19 * minute, 1],
    [15 * minute, 6 * minute, 0],
    [15 * minute, 4 * minute, 1],
    [60 * minute, -1, 1],
  ])(
    'of %i s with %i s left is renewed %i times, silently',
    async ([ofSeconds, left, times], { home }) => {
      await cached(home, { ofSeconds, left }, 'is there');
      expect(await roleOf(home, await home.run(call('prod')))).toBe(prodAdmin);
      expect(home.calls).toEqual({ GetSessionToken: 0, AssumeRole: times });
    },
  );

  test('is handed out for ten minutes more where a code is needed, though somebody could be asked', async ({
    home,
  }) => {
    await cached(home, { ofSeconds: 60 * minute, left: 11 * minute }, 'has expired');
    const ended = await home.helperOnTerminal('prod').ended;
    expect(ended.screen).toBe('');
    expect(await roleOf(home, ended)).toBe(prodAdmin);
    expect(home.calls).toEqual({ GetSessionToken: 0, AssumeRole: 0 });
  });

  test('is then renewed with a code', async ({ home }) => {
    await cached(home, { ofSeconds: 60 * minute, left: 9 * minute }, 'has expired');
    const run = home.terminal(call('prod'));
    await run.waitFor(question);
    run.write(`${home.code(phone)}\r`);
    expect(await roleOf(home, await run.ended)).toBe(prodAdmin);
    expect(home.calls).toEqual({ GetSessionToken: 1, AssumeRole: 1 });
  });
});

describe.concurrent('what is left of a session', () => {
  test('is handed out where a code is needed and there is nobody to ask', async ({ home }) => {
    await cached(home, { ofSeconds: 60 * minute, left: 90 }, 'has expired');
    expect(await roleOf(home, await home.run(call('prod')))).toBe(prodAdmin);
    expect(home.standIn.calls.filter(({ action }) => action !== 'GetCallerIdentity')).toEqual([]);
  });

  test('is handed out where the person does not want to', async ({ home }) => {
    await cached(home, { ofSeconds: 60 * minute, left: 9 * minute }, 'has expired');
    const run = home.terminal(call('prod'));
    await run.waitFor(question);
    run.write('\u0004');
    expect(await roleOf(home, await run.ended)).toBe(prodAdmin);
  });

  test('is handed out where AWS cannot be reached', async ({ home }) => {
    await cached(home, { ofSeconds: 60 * minute, left: 10 * minute }, 'is there');
    home.standIn.fault({ kind: 'reset', action: 'AssumeRole' });
    expect(await roleOf(home, await home.run(call('prod')))).toBe(prodAdmin);
    expect(home.calls.AssumeRole).toBe(3);
  });

  test('is not handed out when it is less than a minute', async ({ home }) => {
    await cached(home, { ofSeconds: 60 * minute, left: 59 }, 'has expired');
    expect(errorOf(await home.run(call('prod')))).toContain('needs an MFA code');
  });
});

describe.concurrent('a session that STS has returned', () => {
  test('is in the cache before anything is printed: whoever hung up finds it there', async ({
    home,
  }) => {
    await warm(home, 'dev');
    const held = home.standIn.hold('AssumeRole');
    const [command = '', ...args] = [...program, ...call('prod')];
    const child = spawn(command, args, {
      env: home.env(),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    await held.arrived;
    child.stdout.destroy();
    held.release();
    expect(await once(child, 'exit')).toEqual([0, null]);
    home.standIn.reset();
    expect(await roleOf(home, await home.run(call('prod')))).toBe(prodAdmin);
    expect(home.calls).toEqual({ GetSessionToken: 0, AssumeRole: 0 });
  });

  test('is in the cache though the disk that standard output goes to is full, which is reported', async ({
    home,
  }) => {
    await warm(home, 'dev');
    const script = 'awsmfa credential-process --profile prod >/dev/full 2>err';
    const { status } = await home.runProgram(['sh', '-c', script]);
    expect(status).toBe(7);
    expect(textOf(home, 'err')).toMatch(
      /^awsmfa: error: the output cannot be written to standard output \(ENOSPC\)\n/,
    );
    home.standIn.reset();
    expect(await roleOf(home, await home.run(call('prod')))).toBe(prodAdmin);
    expect(home.calls.AssumeRole).toBe(0);
  });
});
