import { readFileSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { testIn } from '../support/awsmfa.ts';
import {
  adminSession,
  fiveAccounts,
  fiveProfiles,
  phone,
  plainAccounts,
  roleNames,
} from '../support/five-accounts.ts';

const test = testIn(fiveAccounts, plainAccounts);

describe('a config with native role profiles', () => {
  test('is wired with one answer and one code, tried, left alone the second time, and brought back', async ({
    home,
  }) => {
    const config = () => readFileSync(home.path('.aws/config'), 'utf8');
    const run = home.terminal(['setup']);
    await run.waitFor('Write this? (Y/n) ›');
    expect(config()).toBe(fiveProfiles);
    run.write('\r');
    await run.enterCode(phone);
    const { status, stdout, stderr } = await run.ended;
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const name of roleNames) expect(stdout).toContain(adminSession(name));
    expect(home.calls).toEqual({ GetSessionToken: 1, AssumeRole: 4 });
    expect(config()).toContain('awsmfa_role_arn');

    const wired = config();
    const again = await home.run(['setup']);
    expect(again).toMatchObject({ status: 0, stderr: '' });
    expect(again.stdout).toContain('Nothing to change.');
    expect(config()).toBe(wired);

    expect(await home.run(['setup', '--undo'])).toMatchObject({ status: 0, stderr: '' });
    expect(config()).toBe(fiveProfiles);
    expect((await home.run(['setup', '--undo'])).stdout).toContain('no change');
  });
});
