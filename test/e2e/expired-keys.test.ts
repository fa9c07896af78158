import { expect } from 'vitest';
import { testIn } from '../support/awsmfa.ts';
import { fiveAccounts } from '../support/five-accounts.ts';

const section = (name: string, expires: string) => `[${name}]
aws_access_key_id = ASIASAMLSAMLSAMLSAML
aws_secret_access_key = canary/saml
aws_session_token = canary/saml-token
x_security_token_expires = ${expires}
`;
const test = testIn(fiveAccounts, {
  credentials: section('old', '2020-01-02T03:04:05+01:00') + section('new', '2999-01-02T03:04:05Z'),
});

test('session keys that have expired by what their file says are refused by every command', async ({
  home,
}) => {
  const outcomes = await Promise.all(
    [
      ['credential-process', '--profile', 'old'],
      ['login', 'old'],
      ['status', 'old', '--min-remaining', '1h'],
    ].map((args) => home.run(args)),
  );
  for (const { status, stdout, stderr } of outcomes) {
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toMatch(
      /^awsmfa: error: the session keys of profile "old" expired at 2020-01-0.*credentials:5\)\n/,
    );
  }
  const listed = await home.run(['list']);
  expect(listed.stdout).toMatch(/^broken\n└─ old {2}expired/m);
});

test('the others go out with the time at which they will', async ({ home }) => {
  const { stdout } = await home.run(['credential-process', '--profile', 'new'], {
    stdout: 'holds credentials',
  });
  expect(JSON.parse(stdout)).toMatchObject({ Expiration: '2999-01-02T03:04:05Z' });
});
