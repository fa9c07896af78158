import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { helperCall, type Home, testIn } from '../support/awsmfa.ts';
import { fiveAccounts, phone, plainAccounts } from '../support/five-accounts.ts';

/** `aws … | script` has two programs on one terminal: what the script sets there is not awsmfa's to undo. */

const test = testIn(fiveAccounts, plainAccounts);

/** Runs awsmfa with stdin and stderr on the terminal, and writes down in which modes that is afterwards. */
const script = `trap : INT
tty >device
sh -c 'echo $$ >pid; exec awsmfa "$@" 2>/dev/tty' sh "$@"
echo $? >status
stty -a >after`;

const endings = [
  ['ends', undefined, 0],
  ['is ended by SIGINT', 'SIGINT', 130],
  ['is ended by SIGTERM', 'SIGTERM', 143],
] as const;

test.for(endings)(
  'when awsmfa %s, the terminal is in the modes that another program has set in the meantime',
  async ([, signal, status], { home }) => {
    const held = home.standIn.hold('AssumeRole');
    const run = home.programInTerminal(
      ['sh', '-c', script, 'sh', ...helperCall('prod'), '--token-code', home.code(phone)],
      { stdout: 'holds credentials' },
    );
    await held.arrived;
    // As `read -s` does.
    execFileSync('stty', ['-F', textOf(home, 'device'), '-echo']);
    if (signal === undefined) held.release();
    else process.kill(Number(textOf(home, 'pid')), signal);
    await run.ended;
    held.release();
    expect(textOf(home, 'status')).toBe(String(status));
    expect(textOf(home, 'after')).toMatch(/-echo\b/);
  },
);

function textOf(home: Home, name: string): string {
  return readFileSync(home.path(name), 'utf8').trim();
}
