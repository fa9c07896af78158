import { chmodSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import {
  accounts,
  adminOf,
  jane,
  janesOtherKey,
  keySection,
  management,
  phone,
} from '../support/five-accounts.ts';
import { line, now, rightConfig } from './healthy-home.ts';
import type { Trap } from './traps.test.ts';

const role = adminOf('dev');
const chain = `awsmfa_role_arn = ${role}\nawsmfa_source_profile = management\n`;
const session = `aws_access_key_id = ASIAOLD\naws_secret_access_key = s\naws_session_token = t\n`;

/** A config or a home that makes each finding about the two files, and nothing else. */
export const trapsInFiles: Readonly<Record<string, Trap>> = {
  'broken-file': { moreConfig: 'no equals sign\n', finds: /a line has no "=" \(.*config:8\)/ },
  'missing-named-file': {
    env: { AWS_CONFIG_FILE: '/nowhere/config' },
    finds: /`AWS_CONFIG_FILE` names "\/nowhere\/config"/,
  },
  'readable-by-others': {
    arrange: (home) => chmodSync(join(home.folder, '.aws/credentials'), 0o604),
    finds: /others may read ".*credentials" \(mode 0604\)/,
  },
  'writable-by-others': {
    arrange: (home) => chmodSync(join(home.folder, '.aws/config'), 0o602),
    finds: /others may write to ".*config"/,
  },
  'owned-by-another': {
    host: { uid: 4711 },
    finds: /".*config" belongs to user id \d+, and you are 4711/,
    also: ['cache-unusable'],
  },
  'byte-order-mark': { config: `\uFEFF${rightConfig}`, finds: /byte order mark/, at: 1 },
  'duplicate-section': { moreConfig: '[profile prod]\n', finds: /already on line 3/, at: 8 },
  'duplicate-setting': {
    moreConfig: 'region = us-east-1\n',
    also: [],
    finds: /"region" is already/,
    at: 8,
  },
  'comment-after-header': { moreConfig: '[profile x]# y\n', finds: /JavaScript/, at: 8 },
  'comment-after-value': { moreConfig: 'output = json # y\n', finds: /AWS CLI/, at: 8 },
  'ignored-section': {
    moreConfig: '[dev]\nregion = eu-west-1\n',
    finds: /`\[dev\]` is skipped/,
    at: 8,
  },
  continuation: { moreConfig: 'output = json\n  text\n', finds: /continues the value/, at: 9 },
  'indented-comment': { moreConfig: '  # a comment\n', finds: /indented comment/, at: 8 },
  'header-spacing': { moreConfig: '[profile  x]\n', finds: /blanks in the brackets/, at: 8 },
  'hidden-section': { moreConfig: '[ profile x]\n', finds: /blank next to a bracket/, at: 8 },
  'inherited-settings': {
    moreConfig: `[DEFAULT]\nrole_arn = ${role}\nsource_profile = management\n`,
    finds: /add `role_arn`, `source_profile` of `\[DEFAULT\]` to every section/,
    at: 8,
  },
  'uncommon-name': { moreConfig: "[profile 'my prod']\n", finds: /most SDKs skip it/, at: 8 },
  'invalid-key': { moreConfig: 'a b = c\n', finds: /"a b" is not a valid name/, at: 8 },
  'key-case': { moreConfig: 'Output = json\n', finds: /"Output" is not in lower case/, at: 8 },
  'quoted-value': { moreConfig: 'output = "json"\n', finds: /the quotes are part/, at: 8 },
  'reserved-name': { moreConfig: '[profile constructor]\n', finds: /"constructor"/, at: 8 },
  'shadowed-default': {
    moreConfig: '[default]\n[profile default]\nregion = eu-west-1\n',
    finds: /`\[default\]` is not read/,
    at: 8,
  },
  'broken-profile': {
    moreConfig: `[profile a]\nrole_arn = ${role}\nsource_profile = b\n[profile b]\nrole_arn = ${role}\nsource_profile = a\n`,
    finds: /form a loop .*: [ab] → [ab] → [ab]/,
  },
  'security-key': {
    config: rightConfig.replace(phone, `arn:aws:iam::${management}:u2f/user/jane/key-1`),
    finds: /profile "management" has `mfa_serial = arn:.*u2f/,
    at: 2,
  },
  'odd-serial': {
    config: rightConfig.replace(phone, `arn:aws:iam::${management}:user/jane`),
    finds: /`mfa_serial = arn:.*user\/jane`/,
    at: 2,
  },
  'odd-role-arn': {
    config: rightConfig.replace(':role/', ':instance-profile/'),
    finds: /instance-profile/,
    at: 6,
  },
  'odd-region': {
    moreConfig: '[profile x]\nregion == us-east-1\n',
    finds: /profile "x" has `region` "= us-east-1"/,
    at: 9,
  },
  'account-mismatch': {
    moreConfig: `aws_account_id = ${accounts.dev}\n`,
    finds: /leads to account 555555555555/,
    at: 8,
  },
  'misspelt-setting': {
    moreConfig: 'awsmfa_mfa_serail = GAHT12345678\n',
    finds: /`awsmfa_mfa_serail`, which is no setting/,
    at: 8,
  },
  'setting-without-prefix': {
    moreConfig: 'prompt = none\n',
    finds: /profile "prod" has `prompt`/,
    at: 8,
  },
  'not-wired': {
    moreConfig: `[profile dev]\nrole_arn = ${role}\nsource_profile = management\n`,
    finds: /profile "dev" has a role and no/,
    at: 9,
  },
  'expired-session-keys': {
    moreCredentials: `[old]\n${session}expiration = 2026-11-20T12:00:00Z\n`,
    finds: /the session of profile "old" expired at/,
    at: 7,
  },
  'key-of-two-places': {
    moreConfig: `[profile old]\naws_access_key_id = ASIAOLD\naws_secret_access_key = s\n`,
    moreCredentials: keySection('old', janesOtherKey),
    finds: /profile "old" has parts of an access key under .*config:8 and .*credentials:4/,
    at: 5,
  },
  'older-awsmfa': {
    moreCredentials: `${keySection('identity', jane)}[default]\n${session}`,
    finds: /`\[default\]` holds a session/,
    at: 10,
    arrange: (home) => utimesSync(join(home.folder, '.aws/credentials'), now, now),
  },
  'keys-beside-process': {
    moreCredentials: keySection('prod', jane),
    finds: /profile "prod" has an access key beside its line/,
    at: 5,
  },
  'chain-beside-process': {
    moreConfig: `[profile dev]\n${line('dev')}${chain}mfa_serial = ${phone}\nsso_region = us-east-1\n`,
    finds: /profile "dev" has `mfa_serial`, `sso_region` beside its line/,
    at: 12,
  },
  'serial-before-session': {
    moreConfig: `[profile mfa]\n${line('management')}[profile dev]\nrole_arn = ${role}\nsource_profile = mfa\nmfa_serial = ${phone}\n`,
    finds: /profile "dev" has `mfa_serial`, and profile "mfa" brings/,
    at: 13,
  },
  'line-for-another': {
    moreConfig: `[profile dev]\n${line('prod')}${chain}`,
    finds: /the line of profile "dev" asks for profile "prod"/,
    at: 9,
  },
  'broken-line': {
    moreConfig: `[profile dev]\ncredential_process = PROGRAM credential-process dev\n${chain}`,
    finds: /config:9\) has a word that belongs to no option/,
  },
  'unclosed-quotation': {
    moreConfig: '[profile x]\ncredential_process = "PROGRAM --x\n',
    finds: /the line of profile "x" has an open quotation/,
    at: 9,
  },
  'line-needs-shell': {
    moreConfig: '[profile x]\ncredential_process = PROGRAM-other --key $HOME/key\n',
    arrange: (home) => home.write('bin/awsmfa-other', '', 0o755),
    finds: /the line of profile "x" sets or names a variable/,
    at: 9,
  },
  'wrapped-line': {
    moreConfig:
      '[profile x]\ncredential_process = /usr/bin/env A=b PROGRAM credential-process --profile prod\n',
    finds: /the line of profile "x" starts awsmfa by another program/,
    at: 9,
  },
  'program-gone': {
    arrange: (home) => rmSync(home.program),
    finds: /bin\/awsmfa", which the line of profile "prod" starts, does not exist/,
    at: 4,
  },
  'path-of-services': {
    config: rightConfig.replace('PROGRAM', 'awsmfa'),
    finds: /needs `awsmfa`, which is not in \/usr\/local\/sbin/,
    at: 4,
  },
  'another-awsmfa': {
    arrange: (home) => home.write('bin/awsmfa', '#!/usr/bin/python3\n', 0o755),
    finds: /bin\/awsmfa", a program in Python/,
  },
  'code-program-gone': {
    config: rightConfig.replace('[profile prod]', 'mfa_process = /opt/ykman oath\n[profile prod]'),
    finds: /"\/opt\/ykman", the `mfa_process` of profile "management", does not exist/,
    at: 3,
  },
  'way-to-ask-missing': {
    config: rightConfig.replace('[profile prod]', 'awsmfa_prompt = tty, askpass\n[profile prod]'),
    finds: /profile "management" lists `askpass`: neither `AWSMFA_ASKPASS`/,
    at: 3,
  },
};
