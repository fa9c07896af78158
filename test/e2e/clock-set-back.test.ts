import { describe, expect } from 'vitest';
import { type Home, helperCall, preloading, testIn, type Variables } from '../support/awsmfa.ts';
import { fiveAccounts, phone, plainAccounts } from '../support/five-accounts.ts';

const test = testIn(fiveAccounts, plainAccounts);
const hourMs = 3_600_000;

/** The environment of a program whose clock is off by so many hours. */
function clockOff(hours: number): Variables {
  return { ...preloading('record', 'clock'), AWSMFA_TEST_CLOCK_MS: String(hours * hourMs) };
}

/** How long the credentials last, as the one who asked for them reads it, by a clock that is off by so many hours. */
function lastsHours(stdout: string, hours: number): number {
  const { Expiration } = JSON.parse(stdout) as { Expiration: string };
  return (Date.parse(Expiration) - Date.now()) / hourMs - hours;
}

/** Brings the MFA session and that of the role into the cache, by the right clock. */
async function warm(home: Home): Promise<void> {
  const args = [...helperCall('prod'), '--token-code', home.code(phone)];
  expect(await home.run(args)).toMatchObject({ status: 0, stderr: '' });
}

describe('after the clock was set back by 30 hours', () => {
  test('an hour is not handed out as 31: a code is asked for', async ({ home }) => {
    await warm(home);
    const run = home.helperOnTerminal('prod', [], { env: clockOff(-30) });
    await run.enterCode(phone);
    const { status, stdout } = await run.ended;
    expect(status).toBe(0);
    expect(lastsHours(stdout, -30)).toBeLessThanOrEqual(1);
  });

  test('where nobody can be asked, nothing is handed out', async ({ home }) => {
    await warm(home);
    const called = home.standIn.calls.length;
    const { status, stdout, stderr } = await home.helper('prod', [], { env: clockOff(-30) });
    expect({ status, stdout }).toEqual({ status: 5, stdout: '' });
    expect(stderr).toContain('profile "prod" needs an MFA code, but there is no terminal');
    expect(home.standIn.calls).toHaveLength(called);
  });
});

test('a role session from before the clock was set back is renewed silently through an older MFA session', async ({
  home,
}) => {
  const login = ['login', 'prod', '--token-code', home.code(phone)];
  expect((await home.run(login, { env: clockOff(-6) })).status).toBe(0);
  const first = await home.helper('prod');
  const { GetSessionToken } = home.calls;
  const { status, stdout, stderr } = await home.helper('prod', [], { env: clockOff(-3) });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).not.toBe(first.stdout);
  expect(lastsHours(stdout, -3)).toBeLessThanOrEqual(1);
  expect(home.calls.GetSessionToken).toBe(GetSessionToken);
});
