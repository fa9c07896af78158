import { readdirSync, symlinkSync } from 'node:fs';
import { expect } from 'vitest';
import { testIn } from '../support/awsmfa.ts';
import { fiveAccounts, fiveProfiles, jane, keySection } from '../support/five-accounts.ts';

const test = testIn(fiveAccounts);
const args = ['credential-process', '--profile', 'prod'];

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

test('where the home is no folder, as of many services, there are no profiles', async ({
  home,
}) => {
  const { status, stdout, stderr } = await home.run(args, { env: { HOME: '/dev/null' } });
  expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
  expect(stderr).toContain('awsmfa: error: there is no profile "prod"\n');
});

test('a configuration file behind links that lead back to themselves is named, not taken for a bug', async ({
  home,
}) => {
  home.credentials(keySection('management', jane));
  symlinkSync('config', home.path('.aws/config'));
  const { status, stdout, stderr } = await home.run(args);
  expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
  expect(stderr).toContain('.aws/config" cannot be read: its links lead back to themselves\n');
});
