import { expect, vi } from 'vitest';
import { testIn } from '../support/awsmfa.ts';
import {
  adminOf,
  fiveAccounts,
  fiveProfiles,
  hardwareToken,
  jane,
  keySection,
  phone,
} from '../support/five-accounts.ts';

const test = testIn(fiveAccounts, {
  credentials: keySection('management', jane),
  config: `${fiveProfiles}
[profile other]
source_profile = management
role_arn = ${adminOf('prod')}
mfa_serial = ${hardwareToken}
`,
});

const done = (name: string) => new RegExp(`^profile "${name}" needs no code for `);

test('login asks for the next code while AWS has not answered the one before', async ({ home }) => {
  const held = home.standIn.hold('GetSessionToken');
  const run = home.terminal(['login', 'dev', 'other', 'test']);
  await run.enterCode(phone);
  await run.enterCode(hardwareToken);
  await vi.waitUntil(() => home.calls.GetSessionToken === 2);
  held.release();
  const { status, stdout } = await run.ended;
  expect(status).toBe(0);
  const lines = stdout.trim().split('\n');
  const names = ['dev', 'other', 'test'];
  expect(lines).toEqual(names.map((name) => expect.stringMatching(done(name)) as string));
});

test('login says what it has got, though another profile fails, and tries none after that', async ({
  home,
}) => {
  const { status, stdout } = await home.run([
    ...['login', 'dev', 'other', 'test'],
    ...['--token-code', home.code(phone)],
  ]);
  expect(status).toBe(5);
  expect(stdout.trim()).toMatch(done('dev'));
  expect(home.calls.GetSessionToken).toBe(1);
});
