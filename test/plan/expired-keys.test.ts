import { describe, expect, test } from 'vitest';
import { endOfKeys, whyExpired } from '../../src/plan/expired-keys.ts';
import { graphOf } from '../support/config-texts.ts';
import { planOf } from './planning.ts';

const now = new Date('2026-11-21T12:00:00Z');
const keys = '[saml]\naws_access_key_id = ASIA\naws_secret_access_key = s\n';
const token = 'aws_session_token = t\n';
const over = '2026-11-21T11:00:00Z';

const sourceOf = (credentials: string, config = '') =>
  planOf(graphOf(config, credentials), { profile: 'saml' }).source;

describe('session keys whose file says that they have expired', () => {
  test.each([
    ['saml2aws', `${token}x_security_token_expires = ${over}\n`],
    ['aws-mfa', `aws_security_token = t\nexpiration = ${over}\n`],
    ['awsume', `${token}expiration = ${over}\n`],
  ])('are of no use, and it is said where: %s', (_tool, more) => {
    expect(whyExpired(sourceOf(keys + more), now)).toMatchObject({
      kind: 'configuration',
      word: 'expired',
      message: expect.stringMatching(
        /^the session keys of profile "saml" expired at \d{4}-.* \(\/aws\/credentials:5\)$/,
      ) as string,
      hints: [
        'get new ones from the tool that wrote them there',
        'or, if that asked for an MFA code, have awsmfa do it from now on: `awsmfa setup saml`',
      ],
    });
  });

  test('are good until then', () => {
    const source = sourceOf(`${keys}${token}x_security_token_expires = 2026-11-21T12:00:01Z\n`);
    expect(whyExpired(source, now)).toBeUndefined();
    expect(endOfKeys(source)).toEqual(new Date('2026-11-21T12:00:01Z'));
    expect(whyExpired(source, new Date('2026-11-21T12:00:01Z'))).toBeDefined();
  });
});

test.each([
  ['without a session token', `${keys}expiration = ${over}\n`, ''],
  ['that is no time', `${keys}${token}expiration = soon\n`, ''],
  ['of a name that no tool has', `${keys}${token}sso_registration_expires = ${over}\n`, ''],
  ['in the other file', keys + token, `[profile saml]\nexpiration = ${over}\n`],
  ['of an included profile', `${keys}${token}include_profile = b\n[b]\nexpiration = ${over}\n`, ''],
])('a note %s says nothing of the keys', (_what, credentials, config) => {
  expect(endOfKeys(sourceOf(credentials, config))).toBeUndefined();
});
