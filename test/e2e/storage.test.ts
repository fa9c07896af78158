import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { testIn } from '../support/awsmfa.ts';
import { fiveAccounts, fiveProfiles, jane, keySection, phone } from '../support/five-accounts.ts';

const test = testIn(fiveAccounts);
const args = ['credential-process', '--profile', 'prod'];
const hourMs = 3_600_000;

test('a relative AWSMFA_HOME is refused: sessions never get into the working directory', async ({
  home,
}) => {
  home.credentials(keySection('management', jane));
  home.config(fiveProfiles);
  const before = readdirSync(home.folder);
  const env = { AWSMFA_HOME: 'sessions-here' };
  const { status, stdout, stderr } = await home.run(args, { env });
  expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
  expect(stderr).toContain('`AWSMFA_HOME` "sessions-here" must be an absolute path');
  expect(readdirSync(home.folder)).toEqual(before);
});

test('after the clock was set back, a session of an hour is not handed out as one of 31 hours', async ({
  home,
}) => {
  home.credentials(keySection('management', jane));
  home.config(fiveProfiles);
  const withCode = [...args, '--token-code', home.code(phone)];
  expect(await home.run(withCode)).toMatchObject({ status: 0, stderr: '' });
  for (const name of home.sessionFiles()) issueLater(home.path(name));
  const { status, stdout } = await home.run([...args, '--token-code', home.code(phone)]);
  expect(status).toBe(0);
  const { Expiration } = JSON.parse(stdout) as { Expiration: string };
  expect(Date.parse(Expiration) - Date.now()).toBeLessThan(2 * hourMs);
  expect(home.calls).toEqual({ GetSessionToken: 2, AssumeRole: 2 });
});

/** Lets a session look as if the clock had been 30 hours ahead when it was issued. */
function issueLater(file: string): void {
  const session = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
  const later = (name: string) =>
    new Date(Date.parse(session[name] ?? '') + 30 * hourMs).toISOString();
  const changed = { IssuedAt: later('IssuedAt'), Expiration: later('Expiration') };
  writeFileSync(file, JSON.stringify({ ...session, ...changed }));
}
