import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { type TerminalRun, testIn } from '../support/awsmfa.ts';
import { adminOf, fiveAccounts, phone, plainAccounts } from '../support/five-accounts.ts';

/** A program that asks for a passphrase turns the echo off, and has no time to turn it on again where it is killed. */

const test = testIn(fiveAccounts, {
  ...plainAccounts,
  config: `${plainAccounts.config}
[profile locked]
role_arn = ${adminOf('prod')}
source_profile = vault
mfa_serial = ${phone}
[profile vault]
credential_process = sh ask
`,
});

const ask = `stty -icanon -echo </dev/tty
printf 'Passphrase: ' >/dev/tty
`;

const script = 'trap : INT; stty -a >before; awsmfa "$@"; echo $? >status; stty -a >after';

const ctrlC = (run: TerminalRun) => run.write('\u0003');
const waits = 'sleep 60';
const isKilled = 'kill -9 $$';

const endings = [
  ['for a code takes too long', 'prod', waits, undefined, 5],
  ['for a code is killed', 'prod', isKilled, undefined, 5],
  ['for a code is interrupted by Ctrl-C', 'prod', waits, ctrlC, 130],
  ['for keys is killed', 'locked', isKilled, undefined, 3],
  ['for keys is interrupted by Ctrl-C', 'locked', waits, ctrlC, 130],
] as const;

test.for(endings)(
  'the terminal is in its modes again when a program that asks %s',
  async ([, profile, afterwards, person, status], { home }) => {
    home.write('ask', ask + afterwards);
    const env = { AWSMFA_MFA_PROCESS: 'sh ask', AWSMFA_PROMPT_TIMEOUT: '2' };
    const run = home.programInTerminal(['sh', '-c', script, 'sh', 'login', profile], { env });
    await run.waitFor('Passphrase: ');
    person?.(run);
    await run.ended;
    const written = (name: string) => readFileSync(home.path(name), 'utf8');
    expect(written('status')).toBe(`${status}\n`);
    expect(written('after')).toBe(written('before'));
  },
);
