import { describe, expect, test } from 'vitest';
import { refuseTarget } from '../../src/access-keys/refuse-target.ts';
import { failureOf, graphOf } from '../support/config-texts.ts';

const key = 'aws_access_key_id = AKIAKEY\naws_secret_access_key = secret\n';
const inTheWay = 'which a session in the credentials file would override';

describe('a session may be written', () => {
  test.each([
    ['under a new name', '', undefined],
    ['over another session', '', '[mfa]\naws_access_key_id = ASIAOLD\naws_secret_access_key = x\n'],
    ['over one whose key says nothing', '', `[mfa]\n${key}aws_session_token = x\n`],
    [
      'beside settings for tools',
      '[profile mfa]\nregion = eu-west-1\nmfa_serial = x\nsso_region = x\n',
      undefined,
    ],
  ])('%s', (_, config, credentials) => {
    expect(() => refuseTarget('mfa', graphOf(config, credentials), undefined)).not.toThrow();
  });

  test('over a long-term key that is named', () => {
    const graph = graphOf('', `[mfa]\n${key}`);
    expect(() => refuseTarget('mfa', graph, 'AKIAKEY')).not.toThrow();
    expect(failureOf(() => refuseTarget('mfa', graph, 'AKIAOTHER')).kind).toBe('configuration');
  });
});

describe('none is written', () => {
  test.each([
    ['over a key', '', `[mfa]\n${key}`],
    ['in front of a key', `[profile mfa]\n${key}`, undefined],
    [
      'in front of a key in the keychain',
      '[profile mfa]\nawsmfa_access_key_id = AKIAKEY\n',
      undefined,
    ],
  ])('%s', (_, config, credentials) => {
    const { message, hints } = failureOf(() =>
      refuseTarget('mfa', graphOf(config, credentials), undefined),
    );
    expect(message).toMatch(
      /^profile "mfa" holds the long-term access key "AKIAKEY" \(.*:2\), which a session would replace$/,
    );
    expect(hints.at(-1)).toContain('`--replace-key AKIAKEY`');
  });

  test.each([
    'credential_process',
    'role_arn',
    'awsmfa_role_arn',
    'source_profile',
    'awsmfa_source_profile',
    'credential_source',
    'role_name',
    'sso_session',
    'sso_account_id',
    'login_session',
    'web_identity_token_file',
  ])('beside %s', (setting) => {
    const graph = graphOf(`[profile mfa]\nregion = eu-west-1\n${setting} = x\n`);
    expect(failureOf(() => refuseTarget('mfa', graph, undefined)).message).toBe(
      `profile "mfa" gets its credentials by \`${setting}\` (/aws/config:3), ${inTheWay}`,
    );
  });
});
