import { describe, expect, test } from 'vitest';
import { createMfaProcess, type MfaProcessOptions } from '../../../src/mfa/programs/mfa-process.ts';
import type { TokenCodeRequest } from '../../../src/session/ports.ts';
import { codeProgram } from '../../support/code-program.ts';
import { planOf, request, surroundings } from '../sources.ts';

function source(line: string, more: Partial<MfaProcessOptions> = {}) {
  return createMfaProcess(planOf(line), { ...surroundings().options, ...more });
}

function codeOf(script: string, more?: Partial<TokenCodeRequest>) {
  return source(codeProgram(script)).code({ ...request, ...more });
}

test('six digits are a code, with a line feed after them or without', async () => {
  expect(await codeOf('echo 012345')).toBe('012345');
  expect(await codeOf('printf 012345')).toBe('012345');
  expect(await codeOf(String.raw`printf '012345\r\n'`)).toBe('012345');
});

test('the line is split into arguments, without a shell', async () => {
  const program = codeProgram(`[ "$#,$1,$2" = '2,a b,$HOME' ] && echo 012345`);
  expect(await source(`${program} "a b" $HOME`).code(request)).toBe('012345');
});

describe('without a code, the failure says why, and quotes neither the command nor what it printed', () => {
  const briefly = { leftMs: () => 200, totalMs: 200 };
  const failures: readonly [string, string, Partial<TokenCodeRequest>][] = [
    ['failed with status 3: no key [secret]', 'echo "no key 123456" >&2; exit 3', {}],
    ['was terminated by SIGKILL', 'kill -9 $$', {}],
    ['printed nothing: locked', 'echo locked >&2', {}],
    ['printed something other than six digits', 'echo hunter2', {}],
    ['printed something other than six digits', 'echo 123456; echo 234567', {}],
    ['printed more than a code', 'yes', {}],
    ['printed no code in time', 'sleep 20', { deadline: briefly }],
  ];

  test.for(failures)('it %s', async ([why, script, more]) => {
    await expect(codeOf(script, more)).rejects.toMatchObject({
      kind: 'cancelled',
      message: `the \`mfa_process\` of profile "prod" (~/.aws/config:7) ${why}`,
    });
  });

  const lines: readonly [string, string][] = [
    ['starts "/nowhere/ykman", which is not there', '/nowhere/ykman'],
    ['starts "no-such-ykman", which is not on the `PATH`', 'no-such-ykman oath'],
    ['could not be started (ENOENT)', 'PIN=123456 ykman'],
    ['leaves a quotation mark or backslash open', 'ykman "oath'],
    ['names no program', '""'],
  ];

  test.for(lines)('its line %s', async ([why, line]) => {
    await expect(source(line).code(request)).rejects.toMatchObject({
      kind: 'configuration',
      message: `the \`mfa_process\` of profile "prod" (~/.aws/config:7) ${why}`,
    });
  });
});

describe('a code that was just spent is not burnt', () => {
  // A tenth of a second before the next period.
  const now = () => new Date('2026-03-01T08:00:29.900Z');

  test('whoever spent it: the program is run when the next one is due', async () => {
    const { options } = surroundings();
    options.spent.mark(request.mfaSerial, now());
    const started = performance.now();
    const code = await source(codeProgram('echo 012345'), { spent: options.spent, now }).code(
      request,
    );
    expect(code).toBe('012345');
    expect(performance.now() - started).toBeGreaterThan(900);
  });

  test('even where nothing can be remembered between two runs', async () => {
    const spent = { secondsUntilFresh: () => undefined };
    const asked = source(codeProgram('echo 012345'), { spent, now });
    await asked.code(request);
    const started = performance.now();
    await asked.code({ ...request, rejected: 'AWS rejected the code' });
    expect(performance.now() - started).toBeGreaterThan(900);
  });

  test('nor waited for where the next one comes too late', async () => {
    const { options } = surroundings();
    const early = () => new Date('2026-03-01T08:00:01Z');
    options.spent.mark(request.mfaSerial, early());
    const deadline = { leftMs: () => 20_000, totalMs: 55_000 };
    const asked = source('/nowhere/ykman', { spent: options.spent, now: early });
    await expect(asked.code({ ...request, deadline })).rejects.toMatchObject({
      kind: 'code-unavailable',
      message:
        'the current MFA code of profile "prod" has already been used: the next one comes in 29 s, and only 20 s are left to wait for it',
    });
  });
});
