import { describe, expect, test } from 'vitest';
import { graphOf } from '../support/config-texts.ts';
import { planOf, type Asked } from './planning.ts';

const role = 'arn:aws:iam::222222222222:role/admin';
const phone = 'arn:aws:iam::111111111111:mfa/jane';
const key = '[profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = s\n';
const line = (profile: string) =>
  `credential_process = awsmfa credential-process --profile ${profile}\n`;

function notes(config: string, credentials?: string, asked: Asked = {}): readonly string[] {
  return planOf(graphOf(config, credentials), asked).notes;
}

describe('a note says that AWS’s tools go their own way', () => {
  test('where a chain that they read is beside awsmfa’s own line', () => {
    const settings = `role_arn = ${role}\nsource_profile = base\nmfa_serial = ${phone}\n`;
    expect(notes(`${key}[profile app]\n${line('app')}${settings}`)).toEqual([
      'profile "app" has `role_arn` (/aws/config:6), `source_profile` (/aws/config:7), `mfa_serial` (/aws/config:8) beside its `credential_process`: AWS SDKs ignore that or reject the profile, unless the names begin with `awsmfa_`: `awsmfa setup` renames them',
    ]);
    const named = `role_arn = ${role}\ncredential_source = Environment\n`;
    const env = { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 's' };
    expect(notes(`[profile app]\n${line('app')}${named}`, undefined, { env })[0]).toContain(
      '`role_arn` (/aws/config:3), `credential_source` (/aws/config:4) beside',
    );
  });

  test('where a role profile names a device, though its source is an MFA session of awsmfa’s', () => {
    const shared = `${key}[profile mfa]\n${line('base')}`;
    const app = `[profile app]\nrole_arn = ${role}\nsource_profile = mfa\n`;
    expect(notes(`${shared}${app}mfa_serial = ${phone}\n`)).toEqual([
      'profile "app" has `mfa_serial` (/aws/config:9), so that the AWS CLI asks for a code itself and other SDKs fail: profile "mfa" already provides the MFA session',
    ]);
    expect(notes(`${shared}${app}`)).toEqual([]);
    expect(notes(`${shared}${app}awsmfa_mfa_serial = ${phone}\n`)).toEqual([]);
  });

  test('where keys are beside the line, in either file', () => {
    const app = `[profile app]\n${line('base')}`;
    expect(notes(app, '[app]\naws_access_key_id = ASIAOLD\naws_secret_access_key = s\n')).toEqual([
      'the keys of profile "app" (/aws/credentials:2) shadow its `credential_process` (/aws/config:2) in most of AWS\'s tools: remove or move them',
    ]);
    const [note] = notes(`${key}${line('base')}`, undefined, { profile: 'base' });
    expect(note).toContain('the keys of profile "base" (/aws/config:2) shadow');
  });
});

test.for([
  [
    'a chain under names that no SDK reads',
    `awsmfa_role_arn = ${role}\nawsmfa_source_profile = base\nawsmfa_mfa_serial = ${phone}\n${line('app')}`,
  ],
  [
    'an ordinary role profile',
    `role_arn = ${role}\nsource_profile = base\nmfa_serial = ${phone}\n`,
  ],
  [
    'another program’s line',
    `mfa_serial = ${phone}\naws_access_key_id = AKIA\naws_secret_access_key = s\nrole_arn = ${role}\nsource_profile = base\ncredential_process = other\n`,
  ],
] as const)('nothing is said of %s', ([, settings]) => {
  expect(notes(`${key}[profile app]\n${settings}`)).toEqual([]);
});
