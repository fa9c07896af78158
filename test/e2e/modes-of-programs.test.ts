import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { type TerminalRun, testIn } from '../support/awsmfa.ts';
import { fiveAccounts, plainAccounts } from '../support/five-accounts.ts';

/** A program that asks for a passphrase turns the echo off, and has no time to turn it on again where it is killed. */

const test = testIn(fiveAccounts, plainAccounts);

const ask = `stty -icanon -echo </dev/tty
printf 'Passphrase: ' >/dev/tty
`;

const script = `trap : INT QUIT
stty -a >before
awsmfa login prod
echo $? >status
stty -a >after`;

const waits = 'sleep 60';
const press = (key: string) => (run: TerminalRun) => run.write(key);

const endings = [
  ['takes too long', waits, undefined, 5],
  ['is killed', 'kill -9 $$', undefined, 5],
  ['gets Ctrl-C', waits, press('\u0003'), 130],
  ['gets Ctrl-\\', waits, press('\u001C'), 131],
] as const;

test.for(endings)(
  'the terminal is in its modes again when a program that asks there for a code %s',
  async ([, afterwards, person, status], { home }) => {
    home.write('ask', ask + afterwards);
    const env = { AWSMFA_MFA_PROCESS: 'sh ask', AWSMFA_PROMPT_TIMEOUT: '2' };
    const run = home.programInTerminal(['sh', '-c', script], { env });
    await run.waitFor('Passphrase: ');
    person?.(run);
    await run.ended;
    const written = (name: string) => readFileSync(home.path(name), 'utf8');
    expect(written('status')).toBe(`${status}\n`);
    expect(written('after')).toBe(written('before'));
  },
);
