import { expect } from 'vitest';
import { type Home, testIn } from '../support/awsmfa.ts';
import {
  adminOf,
  fiveAccounts,
  hardwareToken,
  jane,
  janesOtherKey,
  keySection,
  otherRoles,
  phone,
} from '../support/five-accounts.ts';

const test = testIn(fiveAccounts);

interface Profile {
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly key: typeof jane;
}

const before: Profile = {
  name: 'prod',
  key: jane,
  settings: {
    role_arn: otherRoles.partner,
    external_id: 'agreed/id:1',
    duration_seconds: '1800',
    mfa_serial: phone,
    region: 'eu-central-1',
  },
};

function write(home: Home, { name, settings, key }: Profile): void {
  const lines = Object.entries(settings).map(([setting, value]) => `${setting} = ${value}`);
  home.credentials(keySection('base', key));
  home.config([`[profile ${name}]`, 'source_profile = base', ...lines, ''].join('\n'));
}

/** Gets credentials without a terminal, with a code that may be used; answers their access key, if there are any. */
async function accessKeyOf(home: Home, { name, settings }: Profile): Promise<string> {
  const code = home.code(settings['mfa_serial'] ?? '');
  const { stdout } = await home.helper(name, ['--token-code', code]);
  return stdout === '' ? 'none' : (JSON.parse(stdout) as { AccessKeyId: string }).AccessKeyId;
}

function edited(settings: Record<string, string>): Profile {
  return { ...before, settings: { ...before.settings, ...settings } };
}

test.for([
  ['role_arn', edited({ role_arn: adminOf('dev') }), { GetSessionToken: 0, AssumeRole: 1 }],
  ['external_id', edited({ external_id: 'guessed' }), { GetSessionToken: 0, AssumeRole: 1 }],
  ['duration_seconds', edited({ duration_seconds: '900' }), { GetSessionToken: 0, AssumeRole: 1 }],
  ['mfa_serial', edited({ mfa_serial: hardwareToken }), { GetSessionToken: 1, AssumeRole: 1 }],
  [
    'role_session_name',
    edited({ role_session_name: 'somebody' }),
    { GetSessionToken: 0, AssumeRole: 1 },
  ],
  ['the access key', { ...before, key: janesOtherKey }, { GetSessionToken: 1, AssumeRole: 1 }],
] as const)('an edit of %s never serves the old session', async ([, after, calls], { home }) => {
  write(home, before);
  const old = await accessKeyOf(home, before);
  home.standIn.reset();
  write(home, after);
  expect(await accessKeyOf(home, after)).not.toBe(old);
  expect(home.calls).toEqual(calls);

  // And back again: what is in the cache is right again.
  home.standIn.reset();
  write(home, before);
  expect(await accessKeyOf(home, before)).toBe(old);
  expect(home.standIn.calls).toEqual([]);
});

test.for([
  ['the region', edited({ region: 'ap-southeast-2' })],
  ["the profile's name", { ...before, name: 'production' }],
  ["the MFA session's duration", edited({ awsmfa_session_duration: '1h' })],
] as const)('an edit of %s keeps the session', async ([, after], { home }) => {
  write(home, before);
  const old = await accessKeyOf(home, before);
  home.standIn.reset();
  write(home, after);
  expect(await accessKeyOf(home, after)).toBe(old);
  expect(home.standIn.calls).toEqual([]);
});
