import { expect } from 'vitest';
import { testIn } from '../support/awsmfa.ts';
import {
  fiveAccounts,
  janesOtherKey,
  keySection,
  phone,
  plainAccounts,
} from '../support/five-accounts.ts';

const test = testIn(fiveAccounts, plainAccounts);

test('the files are read once, at the start: a key that is removed while a code is asked for still signs', async ({
  home,
}) => {
  const run = home.helperOnTerminal('prod');
  await run.waitFor(`MFA code for ${phone} ›`);
  home.remove('.aws/credentials');
  run.write(`${home.code(phone)}\r`);
  expect((await run.ended).status).toBe(0);
});

test('the files are read in every run, one for a cached session included', async ({ home }) => {
  const code = ['--token-code', home.code(phone)];
  expect((await home.helper('prod', code)).status).toBe(0);
  home.credentials(keySection('management', janesOtherKey));
  const ended = await home.helper('prod');
  expect(ended).toMatchObject({ status: 5, stdout: '' });
});
