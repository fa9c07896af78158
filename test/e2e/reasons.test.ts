import { expect } from 'vitest';
import { testIn } from '../support/awsmfa.ts';
import { fiveAccounts, fiveProfiles, jane, keySection, phone } from '../support/five-accounts.ts';

const test = testIn(fiveAccounts);

/** What a person reads who is asked for a code and enters none, with standard error where a client has it. */
test.for([
  ['a client hides standard error', '2>/dev/null'],
  ['standard error is the terminal', '2>/dev/tty'],
] as const)(
  'the reason for a failure is shown once where %s',
  async ([, redirection], { home }) => {
    home.credentials(keySection('management', jane));
    home.config(fiveProfiles);
    const script = `awsmfa credential-process --profile prod ${redirection}`;
    const run = home.programInTerminal(['sh', '-c', script]);
    await run.waitFor(`MFA code for ${phone} ›`);
    run.write('\u0004');
    expect((await run.ended).screen).toBe(
      'awsmfa: error: no MFA code was entered\n' +
        'awsmfa: hint: run `awsmfa login prod` in a terminal, and later calls need no code',
    );
  },
);

test('whoever cancels a login, or would find nothing of it, is not advised to log in', async ({
  home,
}) => {
  home.credentials(keySection('management', jane));
  home.config(fiveProfiles);
  const login = home.programInTerminal(['sh', '-c', 'awsmfa login prod']);
  await login.waitFor(`MFA code for ${phone} ›`);
  login.write('\u0004');
  expect((await login.ended).screen).toBe('awsmfa: error: no MFA code was entered');
  for (const option of ['--no-cache', '--refresh']) {
    const { stderr } = await home.helper('prod', [option]);
    expect(stderr.split('\n').slice(1)).toEqual([
      expect.stringMatching(/^awsmfa: hint: give the code in `AWSMFA_TOKEN_CODE`/),
      '',
    ]);
  }
});
