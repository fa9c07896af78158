import { expect, test } from 'vitest';
import { whyNoCode } from '../../src/plan/no-code.ts';
import { graphOf } from '../support/config-texts.ts';
import { planOf, type Asked } from './planning.ts';
import { phone } from './three-profiles.ts';

const keys = (id: string) => `aws_access_key_id = ${id}\naws_secret_access_key = s\n`;
const serial = `mfa_serial = ${phone}\n`;
const role = 'arn:aws:iam::222222222222:role/admin';
const env = { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 's' };

test.for<[string, string, Asked, string | undefined]>([
  ['a key with a device', `${keys('AKIA')}${serial}`, {}, undefined],
  ['a program with a device', `credential_process = helper\n${serial}`, {}, undefined],
  [
    'a key without a device',
    keys('AKIA'),
    {},
    'no MFA device is named: set `mfa_serial` in profile "app"',
  ],
  [
    'a program without a device',
    'credential_process = helper\n',
    {},
    'no MFA device is named: set `mfa_serial` in profile "app"',
  ],
  [
    'a key of the environment without a device',
    '',
    { env },
    'no MFA device is named: set `AWS_MFA_SERIAL`',
  ],
  [
    'a role behind a key without a device',
    `role_arn = ${role}\nsource_profile = app\n${keys('AKIA')}`,
    {},
    'no MFA device is named: set `mfa_serial` in profile "app"',
  ],
  [
    'a container that cannot be found',
    '',
    { profile: 'default', env: { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'no url' } },
    'the credentials it starts from are temporary',
  ],
  [
    'temporary keys',
    `${keys('ASIA')}${serial}`,
    {},
    'the credentials it starts from (/aws/config:2) are temporary',
  ],
  [
    'another source',
    `login_session = arn\n${serial}`,
    {},
    'the credentials it starts from (/aws/config:2) are temporary',
  ],
])('why %s needs no code', ([, settings, asked, why]) => {
  expect(whyNoCode(planOf(graphOf(`[profile app]\n${settings}`), asked))).toBe(why);
});
