import { describe, expect, test } from 'vitest';
import { translateError } from '../../../src/aws/sts/errors.ts';
import { describeProfileOf } from '../../../src/aws/sts/sts-call.ts';
import { Failure } from '../../../src/ground/failure.ts';
import { Secret } from '../../../src/ground/secret.ts';
import type { AssumeRole, SessionKey } from '../../../src/plan/model/plan.ts';
import { unnamedProfile } from '../../../src/words/profile-name.ts';
import { RejectedCode, RejectedSigner } from '../../../src/session/rejections.ts';

const device = 'arn:aws:iam::111111111111:mfa/jane';
const role = 'arn:aws:iam::222222222222:role/admin';
const step: AssumeRole = {
  kind: 'AssumeRole',
  roleArn: role,
  roleSessionName: 'jane',
  mfaSerial: device,
  durationSeconds: 14_400,
  profile: 'base',
  origins: {},
  key: '' as SessionKey,
};
const signer = {
  accessKeyId: 'ASIAJANEJANEJANEJAN1',
  secretAccessKey: new Secret('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'),
  sessionToken: new Secret('IQoJb3JpZ2luX2VjE+token/of=='),
};
const call = { step, signer, tokenCode: '123456', profile: 'prod' };

function refusal(name: string, message: string): Failure {
  const thrown = { name, $fault: 'client', $metadata: { httpStatusCode: 403 } };
  return translateError(Object.assign(new Error(message), thrown), call);
}

const both = 'profile "base" (for profile "prod")';

test('a profile is not said to be for the environment, where a role was asked for in no profile', () => {
  expect(describeProfileOf({ ...call, profile: unnamedProfile })).toBe('profile "base"');
});

describe('AWS rejects a call, and what to do is said', () => {
  test.for<[string, string, string, string]>([
    [
      'AccessDenied',
      'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
      `AWS rejected the code for MFA device "${device}"`,
      'a code works only once: wait for the device to show the next one',
    ],
    [
      'AccessDenied',
      'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
      `AWS does not recognize "${device}" as an MFA device of this user`,
      'set `mfa_serial` to a device of yours: `awsmfa doctor --online` names them',
    ],
    [
      'AccessDenied',
      'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.',
      `AWS requires an MFA code for ${both}`,
      'set `mfa_serial` in profile "base"',
    ],
    [
      'AccessDenied',
      'Cannot call GetSessionToken with session credentials',
      `the credentials of ${both} are temporary, and cannot start an MFA session`,
      'use the long-term access key of an IAM user as the base',
    ],
    [
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
      `role "${role}" does not allow sessions of 4 h`,
      `lower \`duration_seconds\` in ${both}, or raise the role's maximum in IAM`,
    ],
    [
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
      `role "${role}" is assumed from temporary credentials, so its session can last an hour at most`,
      `lower \`duration_seconds\` in ${both} to 3600`,
    ],
    [
      'SignatureDoesNotMatch',
      'Signature expired: 20200101T000000Z is now earlier than 20200101T001000Z (20200101T002500Z - 15 min.)',
      'the clock of this machine is off: Signature expired: 20200101T000000Z is now earlier than 20200101T001000Z (20200101T002500Z - 15 min.)',
      'set the clock, for example `sudo timedatectl set-ntp true`',
    ],
    [
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided.',
      'the secret access key does not belong to access key "ASIAJANEJANEJANEJAN1"',
      'copy both halves of the key pair again, or make a new one',
    ],
    [
      'RegionDisabledException',
      'STS is not activated in this region for account:222222222222.',
      'AWS STS is not activated for this account in this region: STS is not activated in this region for account:222222222222.',
      'activate it in the account settings of IAM, or use another region with `--region`',
    ],
    ...[
      'Throttling',
      'ThrottlingException',
      'RequestLimitExceeded',
      'TooManyRequestsException',
    ].map((name): [string, string, string, string] => [
      name,
      'Rate exceeded',
      'AWS is throttling requests',
      'wait a minute and try again',
    ]),
  ])('%s: %s', ([name, text, message, hint]) => {
    const failure = refusal(name, text);
    expect([failure.kind, failure.message, failure.hints[0]]).toEqual(['refused', message, hint]);
  });

  test('and what nobody has heard before is passed on', () => {
    expect(refusal('NewDenial', 'no').message).toBe('AWS rejected AssumeRole with NewDenial: no');
  });

  test.for([
    ['AccessDenied', 'MultiFactorAuthentication failed with invalid MFA one time pass code. '],
    ['ValidationError', "Value 'x' at 'tokenCode' failed to satisfy constraint: Member must …"],
  ] as const)('so that another code may be asked for: %s', ([name, text]) => {
    expect(refusal(name, text)).toBeInstanceOf(RejectedCode);
  });

  test.for(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'InvalidClientTokenId'])(
    'so that the session behind it is replaced: %s',
    (name) => {
      expect(
        refusal(name, 'The security token included in the request is invalid.'),
      ).toBeInstanceOf(RejectedSigner);
    },
  );
});

const secret = signer.secretAccessKey.reveal();
const token = signer.sessionToken.reveal();

describe('what a server repeats of the request is not shown', () => {
  test.for<[string, string]>([
    ['the code', '123456'],
    ['the secret', secret],
    ['the secret as in a URL', encodeURIComponent(secret)],
    ['the secret as in JSON', secret.replaceAll('/', String.raw`\/`)],
    ['the token', token],
    ['the token as in a URL', encodeURIComponent(token)],
    [
      'the token as in JSON',
      token.replaceAll('/', String.raw`\/`).replaceAll('=', String.raw`\u003d`),
    ],
    ['the signature', 'fe5f80f77d5fa3beca038a248ff027d0445342fe2855ddc963176630326f1024'],
  ])('%s, in its text and in its code', ([, echoed]) => {
    expect(refusal('NewDenial', `got <${echoed}>`).message).toBe(
      'AWS rejected AssumeRole with NewDenial: got <[secret]>',
    );
    expect(refusal(`New-${echoed}`, 'no').message).toBe(
      'AWS rejected AssumeRole with New-[secret]: no',
    );
  });

  test('nor the whole of an endless response', () => {
    expect(refusal('NewDenial', 'no '.repeat(10_000)).message.length).toBeLessThan(600);
  });
});

test('a server error is not a refusal, whatever it says', () => {
  const thrown = { name: 'InternalFailure', $fault: 'server', $metadata: { httpStatusCode: 500 } };
  expect(translateError(Object.assign(new Error('no'), thrown), call).kind).toBe('network');
});

test('a key in quotes is said to be', () => {
  const thrown = Object.assign(
    new Error('The security token included in the request is invalid.'),
    {
      name: 'InvalidClientTokenId',
      $fault: 'client',
      $metadata: { httpStatusCode: 403 },
    },
  );
  const inQuotes = { ...signer, accessKeyId: '"AKIAJANEJANEJANEJAN1"' };
  const { message, hints } = translateError(thrown, { ...call, signer: inQuotes });
  expect(message).toBe(String.raw`AWS does not recognize access key "\"AKIAJANEJANEJANEJAN1\""`);
  expect(hints[0]).toBe('remove the quotes around the key: they are read as part of it');
});

test('a device that AWS does not recognize is named with its place', () => {
  const mfaSerial = { kind: 'file', file: '~/.aws/config', line: 3, name: 'mfa_serial' } as const;
  const thrown = Object.assign(new Error('unable to validate MFA code.'), {
    name: 'AccessDenied',
    $fault: 'client',
    $metadata: { httpStatusCode: 403 },
  });
  const placed = { ...call, step: { ...step, origins: { mfaSerial } } };
  expect(translateError(thrown, placed).message).toBe(
    `AWS does not recognize "${device}" (~/.aws/config:3) as an MFA device of this user`,
  );
});
