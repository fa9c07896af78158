import { describe, expect, test } from 'vitest';
import { Failure } from '../../src/ground/failure.ts';
import { execute } from '../../src/session/execute.ts';
import type { SessionKey } from '../../src/plan/model/plan.ts';
import type { ExecutorPorts } from '../../src/session/ports.ts';
import { traced } from '../../src/session/traced-ports.ts';
import { plan, scene, session } from './scene.ts';
import { farOff } from '../support/deadlines.ts';

/** What `--debug` says of a run, with the time that a call took as N. */
async function linesOf(
  cached: Parameters<typeof scene>[0],
  more: Partial<ExecutorPorts> = {},
): Promise<readonly string[]> {
  const lines: string[] = [];
  const { ports } = scene(cached, more);
  await execute(
    plan,
    traced(ports, (line) => lines.push(line)),
  ).catch(() => undefined);
  return lines.map((line) => line.replace(/after \d{1,3} ms/, 'after N ms'));
}

describe('--debug traces a run', () => {
  test('from the key on', async () => {
    expect(await linesOf({})).toEqual([
      'cache: session role: nothing',
      'cache: session role: nothing',
      'lock: asking for session role',
      'lock: acquired',
      'cache: session role: nothing',
      'cache: session mfa: nothing',
      'cache: session mfa: nothing',
      'cache: session mfa: nothing',
      'lock: asking for session mfa',
      'lock: acquired',
      'cache: session mfa: nothing',
      'keys: from static',
      'keys: from static: AKIA after N ms',
      'code: given gave one',
      'sts: GetSessionToken, signed by AKIA',
      'sts: GetSessionToken, signed by AKIA: ASIA1 after N ms',
      'cache: session mfa stored',
      'sts: AssumeRole arn, signed by ASIA1',
      'sts: AssumeRole arn, signed by ASIA1: ASIA2 after N ms',
      'cache: session role stored',
    ]);
  });

  test('that hands out a cached session, with its expiration', async () => {
    expect(await linesOf({ role: session('ASIAROLE') })).toEqual([
      'cache: session role: ASIAROLE until 2026-03-01T09:00:00.000Z',
    ]);
  });

  test.for([
    ['of a failure', new Failure('network', 'AWS cannot be reached'), ['AWS cannot be reached']],
    ['of something thrown that is no error', 'oops', ['oops']],
  ] as const)('that could not renew a session because %s', async ([, reason, expected]) => {
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- a bug may throw anything
    const sts = { call: () => Promise.reject(reason) };
    const lines = await linesOf({ mfa: session('ASIAMFA'), role: session('A', 5) }, { sts });
    const said = reason instanceof Error ? reason.message : 'unknown';
    expect(lines).toContain(`sts: AssumeRole arn, signed by ASIAMFA: failed after N ms: ${said}`);
    const told = 'what is left of the session is handed out, since it could not be renewed:';
    expect(lines.slice(lines.indexOf(told))).toEqual([told, ...expected]);
  });

  test('that could not renew a session because of a bug, with the place of the bug', async () => {
    const bug = new TypeError('not a function');
    const sts = { call: () => Promise.reject(bug) };
    const lines = await linesOf({ mfa: session('ASIAMFA'), role: session('A', 5) }, { sts });
    expect(lines.join('\n')).toContain(`renewed:\n${bug.stack}`);
    delete bug.stack;
    expect((await linesOf({ mfa: session('M'), role: session('A', 5) }, { sts })).at(-1)).toBe(
      'not a function',
    );
  });
});

describe('--debug traces a port', () => {
  const tracing = (more: Partial<ExecutorPorts>) => {
    const lines: string[] = [];
    return { lines, ports: traced(scene({}, more).ports, (line) => lines.push(line)) };
  };

  test('with eight characters of a key', () => {
    const { lines, ports } = tracing({});
    ports.store.get('a-key-of-which-the-rest-is-not-shown' as SessionKey);
    expect(lines).toEqual(['cache: session a-key-of: nothing']);
  });

  test('a lock that somebody else had, and sources that have no code', async () => {
    const { lines, ports } = tracing({
      lock: { acquire: () => Promise.resolve(undefined) },
      codes: [
        { name: 'tty', code: () => Promise.resolve({ because: 'there is no terminal' }) },
        { name: 'person', code: () => Promise.resolve(undefined) },
      ],
    });
    const [step] = plan.steps;
    expect(step && (await ports.lock.acquire(step.key))).toBeUndefined();
    const request = { mfaSerial: 'GAHT12345678', profile: 'prod', deadline: farOff };
    for (const source of ports.codes) await source.code(request);
    expect(lines).toEqual([
      'lock: asking for session mfa',
      'lock: waited for another process',
      'code: tty has none: there is no terminal',
      'code: person has none',
    ]);
  });
});
