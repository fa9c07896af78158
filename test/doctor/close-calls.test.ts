import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { diagnose } from '../../src/doctor/diagnose.ts';
import { Secret } from '../../src/ground/secret.ts';
import type { SessionKey } from '../../src/plan/model/plan.ts';
import { renderSessionFile } from '../../src/store/session-file.ts';
import {
  accounts,
  adminOf,
  adminSession,
  jane,
  keySection,
  management,
  phone,
} from '../support/five-accounts.ts';
import { examineHome, type HomeSetup, line, now, rightConfig } from './healthy-home.ts';

const role = adminOf('dev');
const hourMs = 3_600_000;
const native = `[profile dev]\nrole_arn = ${role}\nsource_profile = `;
const chain = `awsmfa_role_arn = ${role}\nawsmfa_source_profile = management\n`;
const session = 'aws_access_key_id = ASIAOLD\naws_secret_access_key = s\naws_session_token = t\n';
const exported = { AWS_ACCESS_KEY_ID: 'ASIA', AWS_SECRET_ACCESS_KEY: 's', AWS_SESSION_TOKEN: 't' };

async function found(
  setup: HomeSetup,
): Promise<readonly (readonly [string, string | undefined])[]> {
  const { surroundings } = await examineHome(setup);
  return diagnose(surroundings).map(({ id, sightings }) => [id, sightings[0]?.what] as const);
}

/** The same mistakes in other clothes. */
const alike: readonly (readonly [id: string, says: RegExp, setup: HomeSetup])[] = [
  [
    'broken-profile',
    /source_profile = nobody`, which does not/,
    { moreConfig: `${native}nobody\n` },
  ],
  ['broken-profile', /half a key pair/, { moreCredentials: '[x]\naws_access_key_id = AKIA\n' }],
  ['broken-profile', /included profiles form a loop/, { moreConfig: 'include_profile = prod\n' }],
  [
    'broken-profile',
    /a secret is on an indented line/,
    { moreConfig: '[profile x]\nregion = a\n  aws_session_token = t\n' },
  ],
  ['broken-file', /is a folder/, { env: { AWS_CONFIG_FILE: '/tmp' } }],
  [
    'security-key',
    /u2f/,
    {
      moreConfig: `[profile x]\ncredential_process = PROGRAM-key\nmfa_serial = arn:aws:iam::${management}:u2f/user/jane/k\n`,
      arrange: (home) => home.write('bin/awsmfa-key', '', 0o755),
    },
  ],
  ['keys-beside-process', /session keys beside/, { moreCredentials: `[prod]\n${session}` }],
  [
    'keys-beside-process',
    /an access key beside/,
    { moreConfig: 'aws_access_key_id = AKIA\naws_secret_access_key = s\n' },
  ],
  [
    'keys-beside-process',
    /the access key of `\[DEFAULT\]` beside/,
    {
      moreCredentials:
        '[DEFAULT]\naws_access_key_id = AKIA\naws_secret_access_key = s\n[prod]\nregion = x\n',
    },
  ],
  [
    'broken-line',
    /has the option "-p", which/,
    {
      moreConfig: `[profile dev]\ncredential_process = PROGRAM credential-process -p dev\n${chain}`,
    },
  ],
  [
    'broken-line',
    /names no profile/,
    { moreConfig: `[profile dev]\ncredential_process = PROGRAM credential-process\n${chain}` },
  ],
  [
    'line-needs-shell',
    /begins a path with `~`/,
    { moreConfig: '[profile x]\ncredential_process = ~/key\n' },
  ],
  [
    'line-needs-shell',
    /a pipe/,
    { moreConfig: '[profile x]\ncredential_process = /bin/sh a | /bin/cat\n' },
  ],
  [
    'wrapped-line',
    /another program/,
    {
      moreConfig:
        "[profile x]\ncredential_process = /bin/sh -c 'awsmfa credential-process --profile prod'\n",
    },
  ],
  [
    'not-wired',
    /"dev" has a role/,
    {
      moreConfig: `[profile dev]\naws_account_id = ${accounts.dev}\nrole_name = admin\nsource_profile = management\n`,
    },
  ],
  [
    'misspelt-setting',
    /`source-profile`/,
    { moreConfig: '[profile x]\nsource-profile = management\n' },
  ],
  [
    'cache-unusable',
    /not a (?:real )?(?:folder|directory)/,
    { arrange: (home) => home.write('.aws/awsmfa', '') },
  ],
  [
    'way-to-ask-missing',
    /`AWSMFA_PROMPT` lists `dialg`: there is no such way/,
    { env: { AWSMFA_PROMPT: 'dialg' } },
  ],
  ['way-to-ask-missing', /`ykman` is not there/, { env: { AWSMFA_PROMPT: 'tty,ykman' } }],
  [
    'expired-session-keys',
    /is older than 36 hours/,
    { moreCredentials: `[x]\n${session}`, host: { now: () => new Date(Date.now() + 40 * hourMs) } },
  ],
  [
    'another-awsmfa',
    /in Python/,
    {
      arrange: (home) =>
        home.write('bin/awsmfa', '#!/bin/bash\nexec "/x/pyenv" exec\npyenv exec\n', 0o755),
    },
  ],
];

describe('found as well', () => {
  test.for(alike)('%s: %s', async ([id, says, setup]) => {
    const findings = await found(setup);
    expect(findings.find(([each]) => each === id)?.[1]).toMatch(says);
  });
});

function keep(
  home: { readonly write: (name: string, text: string) => string },
  endedMsAgo: number,
): void {
  const expiration = new Date(now.getTime() - endedMsAgo);
  const key = 'b'.repeat(64) as SessionKey;
  const kept = {
    accessKeyId: 'ASIA',
    secretAccessKey: new Secret('s'),
    sessionToken: new Secret('t'),
    issuedAt: new Date(expiration.getTime() - hourMs),
    expiration,
  };
  home.write(`.aws/awsmfa/sessions/${key}.json`, renderSessionFile(key, kept));
}

/** What looks like one of the mistakes, and is none. */
const harmless: Readonly<Record<string, HomeSetup>> = {
  'a line that exports its own profile for an SDK': {
    moreConfig: `[profile dev]\ncredential_process = PROGRAM export dev --format process\n${chain}`,
  },
  'a profile that has only a region': {
    moreConfig: '[default]\nregion = eu-west-1\noutput = json\n',
  },
  'settings of other programs': {
    moreConfig: 'granted_color = red\nsso_auto_populated = true\nca_bundle = x\n',
  },
  'another program on the PATH': {
    moreConfig: '[profile x]\ncredential_process = key-helper --json\n',
    arrange: (home) => home.write('bin/key-helper', '', 0o755),
  },
  'a second profile, asked for by a line': {
    moreConfig: `[profile dev]\n${line('dev-role')}[profile dev-role]\nrole_arn = ${role}\nsource_profile = management\nmfa_serial = ${phone}\n`,
  },
  'a role of a shared session': {
    moreConfig: `[profile mfa]\n${line('management')}${native}mfa\n`,
  },
  'a role in the middle of a chain': {
    moreConfig: `[profile hop]\nawsmfa_role_arn = ${role}\nawsmfa_source_profile = management\n[profile end]\n${line('end')}awsmfa_role_arn = ${role}\nawsmfa_source_profile = hop\n`,
  },
  'keys of the environment, asked for by name': {
    moreConfig: `[profile ci]\nrole_arn = ${role}\ncredential_source = Environment\n`,
  },
  'an account id beside the role of that account': {
    moreConfig: `aws_account_id = ${accounts.prod}\n`,
  },
  'a session that was exported and is good': {
    env: { ...exported, AWSMFA_PROFILE: 'prod', AWS_CREDENTIAL_EXPIRATION: '2026-11-21T12:30:00Z' },
  },
  'CI without a terminal': { env: { CI: 'true' } },
  'one profile in both variables': { env: { AWS_PROFILE: 'prod', AWS_DEFAULT_PROFILE: 'prod' } },
  'a session that expired this morning': { arrange: (home) => keep(home, 2 * hourMs) },
  'a session of the AWS CLI for a role that it assumes itself': {
    moreConfig: `[profile mfa]\n${line('management')}${native}mfa\n`,
    arrange: (home) =>
      home.write(
        '.aws/cli/cache/1.json',
        JSON.stringify({
          Credentials: { Expiration: new Date(now.getTime() + hourMs).toISOString() },
          AssumedRoleUser: { Arn: adminSession('dev') },
        }),
      ),
  },
  'a session in the credentials file, fresh enough': {
    moreCredentials: `[x]\n${session}`,
    host: { now: () => new Date() },
  },
  'a Node that is supported, and the single file without one': { host: { nodeVersion: undefined } },
  'a device in place of a file': { env: { AWS_SHARED_CREDENTIALS_FILE: '/dev/null' }, config: '' },
  'modes on a disk that has none': {
    arrange: (home) => chmodSync(join(home.folder, '.aws/credentials'), 0o666),
    surroundings: ({ disk }) => ({ disk: { ...disk, fileSystem: () => 0x01021997 } }),
  },
  'a bare serial of a hardware device': { config: rightConfig.replace(phone, 'GAHT12345678') },
  'a key in the keychain': {
    config: rightConfig.replace(
      '[profile prod]',
      `awsmfa_access_key_id = ${jane.accessKeyId}\n[profile prod]`,
    ),
    credentials: keySection('other', jane),
  },
};

describe('no finding is made of', () => {
  test.for(Object.entries(harmless))('%s', async ([, setup]) => {
    expect(await found(setup)).toEqual([]);
  });
});

test('looking leaves no folder behind', async () => {
  const { surroundings, home } = await examineHome();
  expect(surroundings.cache.obstacle).toBeUndefined();
  expect(surroundings.disk.stat(join(home.folder, '.aws/awsmfa'))).toBeUndefined();
});
