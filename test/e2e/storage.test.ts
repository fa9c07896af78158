import { readdirSync } from 'node:fs';
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
