import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { describe, expect } from 'vitest';
import { type Home, testIn } from '../support/awsmfa.ts';
import {
  adminSession,
  fiveAccounts,
  fiveProfiles,
  jane,
  keySection,
  otherRoles,
  phone,
} from '../support/five-accounts.ts';

const test = testIn(fiveAccounts, {
  credentials: keySection('management', jane),
  config: `${fiveProfiles}
[profile with-code]
source_profile = management
mfa_serial = ${phone}
[profile keys]
mfa_serial = ${phone}
${keySection('', jane).split('\n').slice(1).join('\n')}
[profile long]
role_arn = ${otherRoles.long}
source_profile = management
mfa_serial = ${phone}
`,
});

/** What a browser finds behind the URL that was printed. */
async function follow(url: string) {
  const response = await fetch(url, { redirect: 'manual' });
  const { status, headers } = response;
  return { status, who: await response.text(), page: headers.get('location') };
}

function openConsole(home: Home, args: readonly string[], env = {}) {
  return home.run(['console', ...args, '--token-code', home.code(phone)], {
    env,
    stdout: 'holds credentials',
  });
}

test('prints a URL that signs in to the console as the role', async ({ home }) => {
  const { status, stdout, stderr } = await openConsole(home, ['prod', '--print']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(await follow(stdout.trimEnd())).toEqual({
    status: 302,
    who: adminSession('prod'),
    page: 'https://console.aws.amazon.com/console/home?region=eu-central-1',
  });
});

test('opens a service for as long as was asked for, with the opener of the desktop', async ({
  home,
}) => {
  home.write('bin/xdg-open', '#!/bin/sh\nprintf %s "$1" >opened\n');
  chmodSync(home.path('bin/xdg-open'), 0o755);
  const args = ['long', '--destination', 's3', '--region', 'eu-west-1', '--duration', '4h'];
  const { status, stdout, stderr } = await openConsole(home, args, { DISPLAY: ':0' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(
    /^the console of profile "long" opens in your browser as arn:.*:role\/long, for (?:4 h|3 h 59 min)\n$/,
  );
  expect(await follow(readFileSync(home.path('opened'), 'utf8'))).toMatchObject({
    status: 302,
    page: 'https://console.aws.amazon.com/s3/home?region=eu-west-1',
  });
  const asked = home.standIn.calls.find(({ action }) => action === 'getSigninToken');
  expect(asked?.parameters).toMatchObject({
    SessionDuration: expect.stringMatching(/^143\d\d|14400$/) as string,
  });
});

test('prints the URL where nothing can open it', async ({ home }) => {
  home.write('bin/xdg-open', '#!/bin/sh\nexit 3\n');
  chmodSync(home.path('bin/xdg-open'), 0o755);
  for (const env of [{ DISPLAY: '' }, { DISPLAY: ':0' }]) {
    const { status, stdout, stderr } = await openConsole(home, ['prod'], env);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr: 'awsmfa: hint: no browser could be opened: open this URL within 15 minutes\n',
    });
    expect((await follow(stdout.trimEnd())).status).toBe(302);
  }
  expect(existsSync(home.path('opened'))).toBe(false);
});

describe('says why not', () => {
  test('before a code is spent', async ({ home }) => {
    const cases = [
      [['keys'], 3, 'AWS does not let the MFA session of a user sign in to the console'],
      [['management'], 3, 'AWS does not let the access key of a user sign in to the console'],
      [
        ['prod', '--destination', 'https://example.com/'],
        2,
        '`--destination` accepts a service or a page',
      ],
      [
        ['prod', '--mfa-strategy', 'session', '--duration', '4h'],
        2,
        'stays open for 1 h at most, not 4 h',
      ],
    ] as const;
    const runs = cases.map(([args]) => home.run(['console', ...args, '--no-prompt']));
    for (const [index, { status, stdout, stderr }] of (await Promise.all(runs)).entries()) {
      expect({ status, stdout }).toEqual({ status: cases[index]?.[1], stdout: '' });
      expect(stderr).toContain(cases[index]?.[2]);
    }
    expect(home.standIn.calls).toEqual([]);
  });

  test('where AWS refuses', async ({ home }) => {
    await home.run(['login', 'prod', '--token-code', home.code(phone)]);
    expect((await home.run(['exec', 'prod', 'true'])).status).toBe(0);
    home.standIn.clock.advance(4000);
    expect(await home.run(['console', 'prod', '--print'])).toMatchObject({
      status: 4,
      stdout: '',
      stderr: expect.stringMatching(
        /^awsmfa: error: AWS does not sign these credentials in/,
      ) as string,
    });
  });
});
