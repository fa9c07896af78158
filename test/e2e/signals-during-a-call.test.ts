import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { helperCall, type Home, testIn } from '../support/awsmfa.ts';
import { fiveAccounts, phone, plainAccounts } from '../support/five-accounts.ts';

const test = testIn(fiveAccounts, plainAccounts);

test.for([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const)(
  'a session that AWS is about to issue is kept, though %s comes before its response',
  async ([signal, status], { home }) => {
    const held = home.standIn.hold('GetSessionToken');
    const script = `trap : INT TERM HUP
sh -c 'echo $$ >pid; exec awsmfa "$@"' sh "$@"
echo $? >status`;
    const run = home.programInTerminal(
      ['sh', '-c', script, 'sh', ...helperCall('prod'), '--token-code', home.code(phone)],
      { stdout: 'holds credentials' },
    );
    await held.arrived;
    process.kill(Number(textOf(home, 'pid')), signal);
    held.release();
    await run.ended;
    expect(textOf(home, 'status')).toBe(String(status));
    expect(home.sessionFiles()).toHaveLength(1);
    expect(home.calls).toEqual({ GetSessionToken: 1, AssumeRole: 0 });
  },
);

test.for(['TERM', 'HUP', 'INT'])(
  'an `eval` of an export fails, though SIG%s ends awsmfa while it waits for AWS',
  async (signal, { home }) => {
    const held = home.standIn.hold('GetSessionToken');
    const script = `trap : ${signal}
eval "$(sh -c 'echo $$ >pid; exec awsmfa export prod --token-code "$1"' sh "$1")" && echo deployed; echo alive`;
    const run = home.runProgram(['sh', '-c', script, 'sh', home.code(phone)]);
    await held.arrived;
    process.kill(Number(textOf(home, 'pid')), `SIG${signal}`);
    held.release();
    expect((await run).stdout).toBe('alive\n');
  },
);

function textOf(home: Home, name: string): string {
  return readFileSync(home.path(name), 'utf8').trim();
}
