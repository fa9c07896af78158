import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Failure } from '../../src/ground/failure.ts';
import { keyFromProcess, type ProcessOptions } from '../../src/keys/process.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'awsmfa-process-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const good = '{"Version":1,"AccessKeyId":"AKIAPROCESS","SecretAccessKey":"of the process"}';

/** Fetches the key of a profile whose `credential_process` is this shell script. */
function run(
  script: string,
  options: Partial<ProcessOptions> = {},
  source: Partial<Parameters<typeof keyFromProcess>[0]> = {},
) {
  const program = join(folder, 'helper');
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
  const origin = {
    kind: 'file',
    file: '~/.aws/config',
    line: 7,
    name: 'credential_process',
  } as const;
  return keyFromProcess(
    {
      kind: 'process',
      profile: 'base',
      command: `"${program}"`,
      origins: { command: origin },
      ...source,
    },
    { env: { PATH: process.env['PATH'] }, platform: 'linux', now: () => new Date(), ...options },
  );
}

async function failureOf(attempt: Promise<unknown>): Promise<Failure> {
  const error = await attempt.then(
    () => 'nothing was thrown',
    (thrown: unknown) => thrown,
  );
  if (error instanceof Failure) return error;
  throw new Error(`expected a Failure, not ${String(error)}`);
}

describe('the credential_process of another program', () => {
  test('gets the environment, and word of whose program it is', async () => {
    const env = { PATH: process.env['PATH'], VAULT: 'work', AWSMFA_RESOLVING: 'outer' };
    await run(`echo "$VAULT $AWSMFA_RESOLVING" > '${folder}/seen'; echo '${good}'`, { env });
    expect(readFileSync(join(folder, 'seen'), 'utf8')).toBe('work outer\nbase\n');
  });

  test('has no standard input to wait for', async () => {
    const key = await run(`cat; echo '${good}'`);
    expect(key.accessKeyId).toBe('AKIAPROCESS');
  });

  test('may say on stderr what it likes while it succeeds', async () => {
    const key = await run(`echo 'warning: old token' >&2; echo '${good}'`);
    expect(key.secretAccessKey.reveal()).toBe('of the process');
  });

  test.for<[string, string, string]>([
    ['fails', 'echo "vault is locked" >&2; exit 7', 'failed with status 7: vault is locked'],
    ['fails without a word', 'exit 1', 'failed with status 1'],
    ['is killed', 'kill -9 $$', 'was terminated by SIGKILL'],
    ['answers nothing', 'true', 'answered outside the protocol: not a JSON object'],
    ['answers something else', 'echo "[1]"', 'answered outside the protocol: not a JSON object'],
    [
      'writes without end',
      'while :; do echo 0123456789012345678901234567890123456789; done',
      'printed more than any credentials take',
    ],
  ])('is named with file and line where it %s', async ([, script, what]) => {
    const failure = await failureOf(run(script));
    expect(failure).toMatchObject({
      kind: 'configuration',
      message: `the \`credential_process\` of profile "base" (~/.aws/config:7) ${what}`,
      hints: ['run the command of that line yourself to see what it does'],
    });
  });

  test.for<[string, string]>([
    ['/nowhere/helper --flag', 'starts "/nowhere/helper", which is not there'],
    ['no-such-helper --flag', 'starts "no-such-helper", which is not on the `PATH`'],
    ['TOKEN=secret /nowhere/helper', 'could not be started (ENOENT)'],
    ['"/nowhere/helper', 'leaves a quotation mark or backslash open'],
    ['""', 'names no program'],
    [' ', 'names no program'],
  ])('cannot be `%s`', async ([command, what]) => {
    const failure = await failureOf(run('', {}, { command }));
    expect(failure.message).toContain(what);
  });

  test('may leave the account to the profile, and is believed where it names one', async () => {
    const accountId = '111111111111';
    expect(await run(`echo '${good}'`, {}, { accountId })).toMatchObject({ accountId });
    const named = good.replace('}', ',"AccountId":"222222222222"}');
    const key = await run(`echo '${named}'`, {}, { accountId });
    expect(key.accountId).toBe('222222222222');
  });

  test('is named without a place where none is known, with the end of what it said', async () => {
    const script = 'printf %0600d 7 >&2; exit 1';
    const failure = await failureOf(run(script, {}, { origins: {} }));
    expect(failure.message).toBe(
      `the \`credential_process\` of profile "base" failed with status 1: ${'7'.padStart(500, '0')}`,
    );
  });

  test('has the secrets of the environment blotted out of what it said', async () => {
    const env = {
      PATH: process.env['PATH'],
      AWS_SECRET_ACCESS_KEY: 'pass/word',
      AWS_SESSION_TOKEN: 'tok+en/tok',
    };
    const failure = await failureOf(run('echo "pass/word tok+en/tok" >&2; exit 1', { env }));
    expect(failure.message).toMatch(/failed with status 1: \[secret\] \[secret\]$/);
  });

  test('has a limited time, after which it is gone', async () => {
    const script = `echo $$ > '${folder}/pid'; exec sleep 60`;
    const failure = await failureOf(run(script, { timeoutMs: 2000 }));
    expect(failure.message).toMatch(/ took longer than 2 s$/);
    const pid = Number(readFileSync(join(folder, 'pid'), 'utf8'));
    await expect.poll(() => isAlive(pid)).toBe(false);
  });

  test('never has its answer or its command in a message', async () => {
    const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    const answer = JSON.stringify({ Version: 2, SecretAccessKey: secret });
    const command = `sh -c 'echo ${answer.replaceAll('"', '\\"')}' ${secret}`;
    const failure = await failureOf(run('', {}, { command }));
    expect(failure.message).toContain('answered outside the protocol');
    expect(`${failure.message} ${failure.hints.join(' ')}`).not.toContain('wJalrX');
  });

  test('has what looks like a secret blotted out of what it said', async () => {
    const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
    const failure = await failureOf(run(`set -x; SECRET=${secret} exit 3`));
    expect(failure.message).toContain('failed with status 3: + SECRET=[secret]');
    expect(failure.message).not.toContain('wJalrX');
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
