import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { type Home, testIn } from '../support/awsmfa.ts';
import { fiveAccounts, plainAccounts } from '../support/five-accounts.ts';
import { type Pty, spawnInPty } from '../support/pty.ts';

/** A wrapper outlives the client that ran it, and must not hide from awsmfa that this one has gone. */

const test = testIn(fiveAccounts, plainAccounts).runIf(existsSync('/proc/self/stat'));

const nextCommand = 'read -r line; echo "the script read $line"; read -r line';

test('what is typed after the client was killed is for the script, though a wrapper lives on', async ({
  home,
}) => {
  home.write('helper', 'echo $$ >helper.pid; exec awsmfa credential-process --profile prod');
  // Does not end with `exec`, as many do not.
  home.write('wrapper', '#!/bin/sh\nsh ./helper\nexit $?\n');
  chmodSync(home.path('wrapper'), 0o755);
  const client = `sh -c 'echo $$ >client.pid; ./wrapper >/dev/null; exit $?'`;
  const pty = startScript(home, `${client}\n${nextCommand}`);
  await pty.waitFor('MFA code for');
  process.kill(pidOf(home, 'client'), 'SIGKILL');
  await expectAnswerForScript(home, pty);
});

test('nothing is asked where the client has gone before awsmfa starts', async ({ home }) => {
  home.write('helper', 'read -r go <fifo; exec awsmfa credential-process --profile prod');
  const client = `sh -c 'sh ./helper >/dev/null & echo $! >helper.pid'`;
  const pty = startScript(home, `mkfifo fifo; ${client}; echo go >fifo\n${nextCommand}`);
  await expectAnswerForScript(home, pty);
  expect(pty.raw()).not.toContain('MFA');
});

function startScript(home: Home, text: string): Pty {
  return spawnInPty('sh', ['-c', text], { env: home.env(), cwd: home.folder, columns: 120 });
}

async function expectAnswerForScript(home: Home, pty: Pty): Promise<void> {
  const helper = () => existsSync(home.path('helper.pid')) && pidOf(home, 'helper');
  await expect.poll(helper, { timeout: 10_000 }).toBeGreaterThan(0);
  await expect.poll(() => isAlive(pidOf(home, 'helper')), { timeout: 10_000 }).toBe(false);
  pty.write('yes\r');
  await pty.waitFor('the script read yes');
  pty.hangUp();
  await pty.exit;
}

function pidOf(home: Home, name: 'client' | 'helper'): number {
  return Number(readFileSync(home.path(`${name}.pid`), 'utf8'));
}

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}
