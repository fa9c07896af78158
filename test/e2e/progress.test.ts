import { expect } from 'vitest';
import { type Home, testIn } from '../support/awsmfa.ts';
import { fiveAccounts, hardwareToken, phone, plainAccounts } from '../support/five-accounts.ts';
import { spawnInPty } from '../support/pty.ts';

const test = testIn(fiveAccounts, plainAccounts);

/** A shell line on a terminal that is its standard error, too. */
function onTerminal(home: Home, command: string) {
  return spawnInPty('sh', ['-c', command], { env: home.env(), cwd: home.folder });
}

const line = 'awsmfa: waiting for AWS STS';

test('who has waited for AWS for a moment is told so, on a line that is gone afterwards', async ({
  home,
}) => {
  const held = home.standIn.hold('GetSessionToken');
  const pty = onTerminal(home, `awsmfa login prod --token-code ${home.code(phone)}`);
  await pty.waitFor(line);
  expect(pty.screen().text).toBe(line);
  held.release();
  await pty.exit;
  expect(pty.screen().text).toMatch(/^profile "prod" needs no code for 11 h 59 min/);
});

test('also where the person does not wait for the end', async ({ home }) => {
  const held = home.standIn.hold('GetSessionToken');
  const pty = onTerminal(home, `awsmfa login prod --token-code ${home.code(phone)}`);
  await pty.waitFor(line);
  pty.write('\u0003\u0003');
  await pty.exit;
  held.release();
  expect(pty.screen().text).not.toContain('waiting');
});

test.for([
  ['awsmfa credential-process --profile prod', 'an SDK'],
  ['TERM=dumb awsmfa login prod', 'a terminal that cannot take the line back'],
])('%s says nothing: it is for %s', async ([command], { home }) => {
  const held = home.standIn.hold('GetSessionToken');
  const quiet = onTerminal(home, `${command} --token-code ${home.code(phone)} >/dev/null`);
  await held.arrived;
  // Whoever called later has been told by now.
  const other = `awsmfa login management --mfa-serial ${hardwareToken}`;
  const told = onTerminal(home, `${other} --token-code ${home.code(hardwareToken)}`);
  await told.waitFor(line);
  held.release();
  await Promise.all([quiet.exit, told.exit]);
  expect(quiet.raw()).toBe('');
});
